package io.github.camelgraphmail.sandbox.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;

/**
 * A certificate with its key for an application to sign in with, made for tests: register {@link #certificate()} with an
 * app and give the application one of the files.
 */
public final class AppCertificate {

    private final PrivateKey key;
    private final X509Certificate certificate;

    private AppCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes an RSA key and a certificate that it signs itself. */
    public static AppCertificate create(String commonName, Instant notBefore, Instant notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            return new AppCertificate(
                    keys.getPrivate(),
                    SelfSigned.certificate(keys, "CN=" + commonName, notBefore, notAfter, List.of()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("A certificate for " + commonName + " could not be made", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return key;
    }

    /** Writes the certificate and, after it, the plain key (PKCS#8). */
    public Path writePem(Path file) throws IOException {
        return writePem(file, null);
    }

    /** Writes the certificate and, after it, the key, encrypted as {@code openssl pkcs8 -topk8 -v2 aes256} does. */
    public Path writePem(Path file, String password) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(certificate);
            pem.writeObject(new JcaPKCS8Generator(key, password == null ? null : encryptor(password)));
            return file;
        } catch (OperatorCreationException e) {
            throw new IOException("The key could not be encrypted for " + file, e);
        }
    }

    private static OutputEncryptor encryptor(String password) throws OperatorCreationException {
        return new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
                .setPassword(password.toCharArray())
                .build();
    }

    /** Writes certificate and key as PKCS#12 ({@code .pfx}). */
    public Path writePkcs12(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("app", key, password.toCharArray(), new Certificate[] {certificate});
            store.store(out, password.toCharArray());
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate could not be written to " + file, e);
        }
    }

    @Override
    public String toString() {
        return "AppCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
