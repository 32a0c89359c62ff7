package io.github.camelgraphmail.benchmarks.client;

import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Where the load server is and how it is trusted.
 *
 * @param trustStore its password is {@link LoopbackCertificate#TRUSTSTORE_PASSWORD}
 */
public record ServerAccess(URI uri, Path trustStore) {

    /** For clients that are no Camel components. */
    public SSLContext sslContext() {
        try {
            return SSLContexts.custom()
                    .loadTrustMaterial(trustStore, LoopbackCertificate.TRUSTSTORE_PASSWORD.toCharArray())
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The truststore " + trustStore + " can't be read", e);
        }
    }
}
