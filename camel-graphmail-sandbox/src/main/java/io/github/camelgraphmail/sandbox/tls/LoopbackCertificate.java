package io.github.camelgraphmail.sandbox.tls;

import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * A self-signed certificate for this machine, made when the sandbox starts. Its key is never written to disk;
 * clients get a truststore that holds the certificate.
 */
public final class LoopbackCertificate {

    /** Protects nothing: the truststore holds a public certificate, but its format wants a password. */
    public static final String TRUSTSTORE_PASSWORD = "sandbox";

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private LoopbackCertificate(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** For localhost and its addresses. */
    public static LoopbackCertificate create() {
        return create(List.of("localhost", "127.0.0.1", "::1"));
    }

    /** @param names and addresses that it is for */
    public static LoopbackCertificate create(Collection<String> names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            return new LoopbackCertificate(keys, selfSigned(keys, names));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("The sandbox's certificate could not be made", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair keys, Collection<String> names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        // The system's clock, whatever clock the sandbox runs on: TLS clients check it against theirs.
        Instant now = Instant.now();
        GeneralNames alternatives = new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        ListenAddress.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
        return SelfSigned.certificate(
                keys,
                "CN=localhost, O=camel-graphmail sandbox",
                now.minus(CLOCK_DIFFERENCE),
                now.plus(LIFETIME),
                List.of(
                        Extension.create(Extension.basicConstraints, true, new BasicConstraints(true)),
                        Extension.create(Extension.subjectAlternativeName, false, alternatives)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Key and certificate as PKCS#12, for the server. */
    public byte[] keyStore(String password) {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("sandbox", keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password.toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The sandbox's key store could not be made", e);
        }
    }

    /** Writes a PKCS#12 truststore with the certificate, protected with {@link #TRUSTSTORE_PASSWORD}. */
    public void writeTrustStore(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = emptyStore();
            store.setCertificateEntry("sandbox", certificate);
            store.store(out, TRUSTSTORE_PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("The truststore " + file + " could not be written", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
