package io.github.camelgraphmail.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads a certificate and its RSA key: PEM with a plain or encrypted PKCS#8 key or a plain PKCS#1 one, or PKCS#12. With
 * the means of the JDK; a library that also reads what OpenSSL encrypted before 2010 would be larger than this component.
 */
final class CertificateReader {

    private static final String UTF_16_MARK = "\u00FF\u00FE";

    /** What private keys in PKCS#8 may be instead of RSA. */
    private static final List<String> OTHER_KEYS = List.of("EC", "RSASSA-PSS", "EdDSA");

    private static final String CONVERT = "Convert it: openssl pkcs8 -topk8 -v2 aes256 -in old.key -out new.key";

    /** What an RSA key in the old format (PKCS#1) lacks to be one in the new (PKCS#8): version and algorithm, in DER. */
    private static final byte[] RSA_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private final String named;

    /** @param named the option and the place, for errors */
    CertificateReader(String named) {
        this.named = named;
    }

    /**
     * A key with its certificate.
     *
     * @param chain the key's own certificate first
     */
    record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {

        X509Certificate certificate() {
            return chain.get(0);
        }

        @Override
        public String toString() {
            return "KeyAndChain[" + certificate().getSubjectX500Principal() + "]";
        }
    }

    /** @param password null for none */
    KeyAndChain read(byte[] content, String password) throws UnusableCredentialException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.startsWith(UTF_16_MARK)) {
            throw unusable(
                    "is UTF-16 text, as PowerShell writes it with >. Write it as ASCII: | Out-File -Encoding ascii",
                    null);
        }
        return PemBlocks.isPem(text) ? pem(text, password) : pkcs12(content, password);
    }

    private KeyAndChain pem(String text, String password) throws UnusableCredentialException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<PrivateKey> keys = new ArrayList<>();
        for (PemBlocks.Block block : blocks(text)) {
            switch (block.label()) {
                case "CERTIFICATE" -> certificates.add(certificate(block));
                case "PRIVATE KEY" -> keys.add(rsaKey(block.content()));
                case "ENCRYPTED PRIVATE KEY" -> keys.add(encryptedKey(block.content(), password));
                case "RSA PRIVATE KEY" -> keys.add(oldKey(block));
                case "EC PRIVATE KEY" -> throw notRsa("EC");
                case "TRUSTED CERTIFICATE" ->
                    throw unusable(
                            "has a certificate of OpenSSL's own kind. Convert it: openssl x509 -in old.crt -out new.crt",
                            null);
                default -> {
                    // Parameters and the like; what is missing is said below.
                }
            }
        }
        if (keys.size() != 1) {
            throw unusable(
                    "has " + (keys.isEmpty() ? "no private key" : keys.size() + " private keys")
                            + ". Put the certificate, its chain and its one key into the file: cat erp.crt erp.key > erp.pem",
                    null);
        }
        return keyAndChain(keys.get(0), certificates);
    }

    private List<PemBlocks.Block> blocks(String text) throws UnusableCredentialException {
        try {
            return PemBlocks.read(text);
        } catch (IllegalArgumentException notBase64) {
            throw unusable("has a block that is not Base64. Is it complete?", null);
        }
    }

    private X509Certificate certificate(PemBlocks.Block block) throws UnusableCredentialException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (GeneralSecurityException e) {
            throw unusable("has a certificate that can't be read (" + e.getMessage() + ")", e);
        }
    }

    private PrivateKey oldKey(PemBlocks.Block block) throws UnusableCredentialException {
        if (block.encryptedOldStyle()) {
            throw unusable("has a key that is encrypted in OpenSSL's old way. " + CONVERT, null);
        }
        return rsaKey(der(0x30, RSA_ALGORITHM, der(0x04, block.content())));
    }

    private PrivateKey rsaKey(byte[] pkcs8) throws UnusableCredentialException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException notRsa) {
            // The cause is left out: it may quote the key.
            throw OTHER_KEYS.stream()
                    .filter(algorithm -> isKey(algorithm, pkcs8))
                    .findFirst()
                    .map(this::notRsa)
                    .orElseGet(() -> unusable("has a private key that can't be read. " + CONVERT, null));
        }
    }

    private static boolean isKey(String algorithm, byte[] pkcs8) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private PrivateKey encryptedKey(byte[] content, String password) throws UnusableCredentialException {
        if (password == null) {
            throw unusable("has an encrypted key. Set privateKeyPassword", null);
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            // The parameters of PBES2 print as the name of the whole scheme, which its own name is not.
            String scheme = info.getAlgParameters() == null
                    ? info.getAlgName()
                    : Stream.of(info.getAlgParameters().toString(), info.getAlgName())
                            .filter(name -> name.startsWith("PBE"))
                            .findFirst()
                            .orElse(info.getAlgName());
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(spec),
                    info.getAlgParameters());
            return rsaKey(info.getKeySpec(cipher).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            if (e instanceof UnusableCredentialException unusable) {
                throw unusable;
            }
            throw unusable(
                    "has a key that privateKeyPassword does not open. Check the password, which may have ASCII characters"
                            + " alone; if it is right, the encryption is one that Java does not know. " + CONVERT,
                    null);
        }
    }

    private KeyAndChain pkcs12(byte[] content, String password) throws UnusableCredentialException {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            List<KeyAndChain> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, secret) instanceof PrivateKey key) {
                    found.add(keyAndChain(key, certificates(store.getCertificateChain(alias))));
                }
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            throw unusable(
                    found.isEmpty()
                            ? "has no private key that can be read. Export the certificate together with its key, with a password"
                            : "has " + found.size() + " private keys. Export the one to sign in with",
                    null);
        } catch (GeneralSecurityException | IOException e) {
            if (e instanceof UnusableCredentialException unusable) {
                throw unusable;
            }
            throw unusable(
                    "is neither PEM nor a PKCS#12 file that "
                            + (password == null ? "opens without privateKeyPassword" : "privateKeyPassword opens")
                            + " ("
                            + e.getMessage() + ")",
                    null);
        }
    }

    /** @param chain null where the key stands alone */
    private static List<X509Certificate> certificates(Certificate[] chain) {
        return Stream.ofNullable(chain)
                .flatMap(Stream::of)
                .map(X509Certificate.class::cast)
                .toList();
    }

    private KeyAndChain keyAndChain(PrivateKey key, List<X509Certificate> certificates)
            throws UnusableCredentialException {
        if (!(key instanceof RSAKey rsa)) {
            throw notRsa(key.getAlgorithm());
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            boolean own = certificate.getPublicKey() instanceof RSAPublicKey publicKey
                    && publicKey.getModulus().equals(rsa.getModulus());
            chain.add(own ? 0 : chain.size(), certificate);
        }
        boolean found = !chain.isEmpty()
                && chain.get(0).getPublicKey() instanceof RSAPublicKey first
                && first.getModulus().equals(rsa.getModulus());
        if (!found) {
            throw unusable(
                    "has no certificate that belongs to its private key. Put the certificate of that key into the file",
                    null);
        }
        return new KeyAndChain(key, List.copyOf(chain));
    }

    private UnusableCredentialException notRsa(String algorithm) {
        return unusable(
                "has an " + algorithm + " key, but Entra takes RSA keys alone. Make a certificate with an RSA key",
                null);
    }

    private UnusableCredentialException unusable(String what, Throwable cause) {
        return new UnusableCredentialException(named + " " + what + (what.endsWith("?") ? "" : "."), cause);
    }

    /** A DER element of one of the tags that are needed here. */
    private static byte[] der(int tag, byte[]... contents) {
        int length = Stream.of(contents).mapToInt(content -> content.length).sum();
        byte[] size = length < 0x80 ? new byte[] {(byte) length} : longLength(length);
        byte[] element = new byte[1 + size.length + length];
        element[0] = (byte) tag;
        System.arraycopy(size, 0, element, 1, size.length);
        int at = 1 + size.length;
        for (byte[] content : contents) {
            System.arraycopy(content, 0, element, at, content.length);
            at += content.length;
        }
        return element;
    }

    /** The count of bytes that follow, then the length in as few as it takes. */
    private static byte[] longLength(int length) {
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        byte[] size = new byte[1 + bytes];
        size[0] = (byte) (0x80 | bytes);
        for (int i = bytes; i > 0; i--) {
            size[i] = (byte) (length >> 8 * (bytes - i));
        }
        return size;
    }
}
