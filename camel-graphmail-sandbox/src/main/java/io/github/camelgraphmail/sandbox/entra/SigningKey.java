package io.github.camelgraphmail.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.concurrent.CompletableFuture;

/**
 * An RSA key that tokens are signed with. To make one takes up to seconds, so that is begun at once and elsewhere, and only who
 * needs the key before it is there waits for it.
 */
final class SigningKey {

    private static final int BITS = 2048;

    private final CompletableFuture<RSAKey> key = CompletableFuture.supplyAsync(SigningKey::make);

    RSAKey key() {
        return key.join();
    }

    private static RSAKey make() {
        try {
            return new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No RSA key could be made to sign tokens with", e);
        }
    }
}
