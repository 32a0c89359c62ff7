package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateReaderTest {

    private static final Instant NOW = Instant.now();
    private static final AppCertificate ERP = certificate("erp");
    private static final AppCertificate AUTHORITY = certificate("authority");
    private static final String PASSWORD = "pass-word";

    private final CertificateReader reader = new CertificateReader("clientCertificate: the file 'erp.pem'");

    @TempDir
    private Path folder;

    @Test
    void readsPemWithAPlainKey() throws IOException {
        byte[] pem = Files.readAllBytes(ERP.writePem(folder.resolve("erp.pem")));

        assertRead(reader.read(pem, null));
        // A password that is not needed is no reason to fail.
        assertRead(reader.read(pem, "not needed"));
    }

    @Test
    void readsPemWithAnEncryptedKey() throws IOException {
        byte[] pem = Files.readAllBytes(ERP.writePem(folder.resolve("erp.pem"), "password"));

        assertRead(reader.read(pem, "password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128", "aes256-sha1", "3des"})
    void readsTheEncryptionsThatOpenSslMakes(String encryption) throws Exception {
        ASN1ObjectIdentifier algorithm =
                switch (encryption) {
                    case "aes128" -> NISTObjectIdentifiers.id_aes128_CBC;
                    case "aes256-sha1" -> NISTObjectIdentifiers.id_aes256_CBC;
                    default -> PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC;
                };
        JceOpenSSLPKCS8EncryptorBuilder encryptor = new JceOpenSSLPKCS8EncryptorBuilder(algorithm)
                .setProvider(new BouncyCastleProvider())
                .setPassword("password".toCharArray());
        if (encryption.endsWith("sha1")) {
            encryptor.setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA1));
        }
        String pem = pem(ERP.certificate(), new JcaPKCS8Generator(ERP.key(), encryptor.build()));

        assertRead(reader.read(bytes(pem), "password"));
    }

    @Test
    void readsPemWithAKeyInTheOldFormat() throws IOException {
        String pem = pem(ERP.certificate(), new JcaMiscPEMGenerator(ERP.key()));
        assertThat(pem).contains("BEGIN RSA PRIVATE KEY");

        assertRead(reader.read(bytes(pem), null));
    }

    @Test
    void readsAChainInAnyOrderWithTextAround() throws IOException {
        String pem = "Bag Attributes\n    localKeyID: 01\n" + pem(AUTHORITY.certificate()) + "subject=CN = erp\n"
                + pem(new JcaPKCS8Generator(ERP.key(), null), ERP.certificate());

        CertificateReader.KeyAndChain read = reader.read(bytes(pem), null);

        assertThat(read.chain()).containsExactly(ERP.certificate(), AUTHORITY.certificate());
    }

    @Test
    void readsPkcs12() throws IOException {
        byte[] store = Files.readAllBytes(ERP.writePkcs12(folder.resolve("erp.pfx"), PASSWORD));

        assertRead(reader.read(store, PASSWORD));
        assertUnusable(store, "wrong", "is neither PEM nor a PKCS#12 file that privateKeyPassword opens");
        assertUnusable(store, null, "opens without privateKeyPassword");
    }

    @Test
    void wantsOneKeyWithItsCertificateInPkcs12() throws Exception {
        KeyStore two = KeyStore.getInstance("PKCS12");
        two.load(null, null);
        for (AppCertificate one : List.of(ERP, AUTHORITY)) {
            two.setKeyEntry(one.toString(), one.key(), PASSWORD.toCharArray(), new Certificate[] {one.certificate()});
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        two.store(bytes, PASSWORD.toCharArray());
        assertUnusable(bytes.toByteArray(), PASSWORD, "has 2 private keys");

        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        none.setCertificateEntry("erp", ERP.certificate());
        bytes.reset();
        none.store(bytes, PASSWORD.toCharArray());
        assertUnusable(bytes.toByteArray(), PASSWORD, "has no private key that can be read");
    }

    @Test
    void namesTheFileAndTheWayOut() throws Exception {
        String key = pem(new JcaPKCS8Generator(ERP.key(), null));
        String encrypted = Files.readString(ERP.writePem(folder.resolve("erp.pem"), "password"));
        assertUnusable(pem(ERP.certificate()), "has no private key. Put the certificate, its chain");
        assertUnusable(key, "has no certificate that belongs to its private key");
        assertUnusable(pem(AUTHORITY.certificate()) + key, "has no certificate that belongs to its private key");
        assertUnusable(pem(ERP.certificate()) + key + key, "has 2 private keys");
        assertUnusable(encrypted, "has an encrypted key. Set privateKeyPassword");
        assertUnusable(bytes(encrypted), "wrong", "privateKeyPassword does not open");
        assertUnusable(
                "-----BEGIN CERTIFICATE-----\nabcd\n-----END CERTIFICATE-----", "has a certificate that can't be read");
        assertUnusable("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----", "is not Base64");
        assertUnusable("", "is neither PEM nor a PKCS#12");
        assertUnusable(pem(ERP.certificate()) + key.substring(0, key.length() / 2), "has no private key");
        KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
        assertUnusable(
                pem(
                        ERP.certificate(),
                        new JcaPKCS8Generator(curves.generateKeyPair().getPrivate(), null)),
                "has an EC key, but Entra takes RSA keys alone");
        assertUnusable(key.replace("PRIVATE KEY", "TRUSTED CERTIFICATE"), "openssl x509");
        assertUnusable(("\uFEFF" + key).getBytes(StandardCharsets.UTF_16LE), null, "is UTF-16 text");
        assertUnusable(
                pem(
                        ERP.certificate(),
                        new JcaMiscPEMGenerator(curves.generateKeyPair().getPrivate())),
                "EC key");
        String oldEncryption = pem(new JcaMiscPEMGenerator(
                ERP.key(),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                        .setProvider(new BouncyCastleProvider())
                        .setSecureRandom(new SecureRandom())
                        .build("password".toCharArray())));
        assertUnusable(pem(ERP.certificate()) + oldEncryption, "openssl pkcs8 -topk8");
    }

    private void assertUnusable(String pem, String inMessage) {
        assertUnusable(bytes(pem), null, inMessage);
    }

    private void assertUnusable(byte[] content, String password, String inMessage) {
        assertThatThrownBy(() -> reader.read(content, password))
                .isInstanceOf(UnusableCredentialException.class)
                .hasMessageStartingWith("clientCertificate: the file 'erp.pem' ")
                .hasMessageContaining(inMessage);
    }

    private static void assertRead(CertificateReader.KeyAndChain read) {
        assertThat(read.chain()).containsExactly(ERP.certificate());
        assertThat(((RSAPrivateCrtKey) read.key()).getPrivateExponent())
                .isEqualTo(((RSAPrivateCrtKey) ERP.key()).getPrivateExponent());
        assertThat(read.toString()).isEqualTo("KeyAndChain[CN=erp]");
    }

    private static String pem(Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                pem.writeObject(object);
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static AppCertificate certificate(String name) {
        return AppCertificate.create(name, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(90)));
    }
}
