package io.github.camelgraphmail.auth;

import io.github.camelgraphmail.AccessTokenProvider;
import java.util.function.Supplier;

/**
 * Where the tokens of one identity come from.
 *
 * @param who the identity, for the log
 * @param provider makes them
 * @param credentialVersion changes when the credential may have been replaced; quick to find out
 */
public record TokenOrigin(String who, AccessTokenProvider provider, Supplier<Object> credentialVersion) {

    /** One whose credential, if it has any, is not known. */
    public static TokenOrigin of(String who, AccessTokenProvider provider) {
        return new TokenOrigin(who, provider, () -> "");
    }
}
