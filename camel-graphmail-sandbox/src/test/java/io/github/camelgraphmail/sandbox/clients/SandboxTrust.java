package io.github.camelgraphmail.sandbox.clients;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trusts nothing but the truststore that a sandbox wrote. */
record SandboxTrust(SSLSocketFactory sockets, X509TrustManager manager) {

    static SandboxTrust of(GraphMailSandbox sandbox) {
        try (InputStream store = Files.newInputStream(sandbox.trustStore())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(store, sandbox.trustStorePassword().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            TrustManager manager = trust.getTrustManagers()[0];
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {manager}, null);
            return new SandboxTrust(tls.getSocketFactory(), (X509TrustManager) manager);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The truststore " + sandbox.trustStore() + " can't be used", e);
        }
    }
}
