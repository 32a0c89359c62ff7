package io.github.camelgraphmail.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.benchmarks.client.ServerAccess;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmRootsTest {

    @TempDir
    private Path folder;

    @Test
    void areTheJvmsOwnAndTheServers() throws IOException, GeneralSecurityException {
        Path ofTheServer = folder.resolve("server.p12");
        LoopbackCertificate.create().writeTrustStore(ofTheServer);
        ServerAccess server = new ServerAccess(URI.create("https://localhost"), ofTheServer);

        JvmRoots roots = JvmRoots.with(server, folder.resolve("roots.jks"));

        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(roots.store())) {
            store.load(in, null);
        }
        assertThat(issuers(store)).hasSize(issuers(null).size() + 1).containsAll(issuers(null));
        assertThat(roots.options()).contains("-Djavax.net.ssl.trustStore=" + roots.store());
    }

    /** @param store null for the JVM's own */
    private static List<String> issuers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        return Arrays.stream(manager.getAcceptedIssuers())
                .map(issuer -> issuer.getSubjectX500Principal() + " " + issuer.getSerialNumber())
                .toList();
    }
}
