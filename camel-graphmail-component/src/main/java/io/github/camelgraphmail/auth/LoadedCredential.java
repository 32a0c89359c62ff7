package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A credential as it was read once.
 *
 * @param credential what MSAL4J takes
 * @param fingerprint tells it from one read before or after, and nothing else
 * @param certificate empty for those that are none
 */
record LoadedCredential(IClientCredential credential, String fingerprint, Optional<X509Certificate> certificate) {

    /** @throws UnusableCredentialException when it can't be read or makes no sense */
    static LoadedCredential load(Credential credential) throws UnusableCredentialException {
        if (credential instanceof Credential.ClientSecret secret) {
            String value = text(secret.secret());
            return new LoadedCredential(
                    ClientCredentialFactory.createFromSecret(value), fingerprint(value), Optional.empty());
        }
        if (credential instanceof Credential.FederatedToken federated) {
            String token = text(federated.token());
            return new LoadedCredential(
                    ClientCredentialFactory.createFromClientAssertion(token), fingerprint(token), Optional.empty());
        }
        return certificate((Credential.ClientCertificate) credential);
    }

    private static LoadedCredential certificate(Credential.ClientCertificate credential)
            throws UnusableCredentialException {
        String password =
                credential.password().isPresent() ? text(credential.password().get()) : null;
        CertificateReader reader =
                new CertificateReader(credential.certificate().toString());
        CertificateReader.KeyAndChain read = reader.read(bytes(credential.certificate()), password);
        return new LoadedCredential(
                ClientCredentialFactory.createFromCertificateChain(read.key(), read.chain()),
                read.certificate().toString(),
                Optional.of(read.certificate()));
    }

    /** Without the mark that editors put at the beginning of a file, and the line break that they put at its end. */
    private static String text(CredentialSource source) throws UnusableCredentialException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(source)))
                    .toString()
                    .replaceFirst("^\\uFEFF", "")
                    .strip();
        } catch (CharacterCodingException e) {
            throw new UnusableCredentialException(source + " is no text. Is it the right file?");
        }
        if (text.isEmpty()) {
            throw new UnusableCredentialException(source + " is empty.");
        }
        return text;
    }

    private static byte[] bytes(CredentialSource source) throws UnusableCredentialException {
        try {
            return source.read();
        } catch (UnusableCredentialException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableCredentialException(source + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    boolean isSame(LoadedCredential other) {
        return fingerprint.equals(other.fingerprint);
    }

    /** Without anything that was read. */
    @Override
    public String toString() {
        return "LoadedCredential";
    }
}
