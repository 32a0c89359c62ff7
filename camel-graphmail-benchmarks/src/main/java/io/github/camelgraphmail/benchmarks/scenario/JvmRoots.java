package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ServerAccess;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

/**
 * What this JVM trusts by itself, and a load server too. An application that starts reads all of it before it makes its first
 * request to the real Entra, so one that is measured should.
 *
 * @param store its type needs no password to be read
 */
record JvmRoots(Path store) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static JvmRoots with(ServerAccess server, Path store) throws IOException {
        try {
            KeyStore roots = KeyStore.getInstance("JKS");
            roots.load(null, null);
            copy(
                    KeyStore.getInstance(
                            Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                                    .toFile(),
                            PASSWORD),
                    roots);
            copy(
                    KeyStore.getInstance(
                            server.trustStore().toFile(), LoopbackCertificate.TRUSTSTORE_PASSWORD.toCharArray()),
                    roots);
            try (OutputStream out = Files.newOutputStream(store)) {
                roots.store(out, PASSWORD);
            }
            return new JvmRoots(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("The JVM's own roots can't be copied to " + store, e);
        }
    }

    private static void copy(KeyStore from, KeyStore to) throws GeneralSecurityException {
        List<String> names = Collections.list(from.aliases());
        for (String name : names) {
            to.setCertificateEntry(name, from.getCertificate(name));
        }
    }

    /** Has a JVM trust these instead. */
    List<String> options() {
        return List.of("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStoreType=JKS");
    }
}
