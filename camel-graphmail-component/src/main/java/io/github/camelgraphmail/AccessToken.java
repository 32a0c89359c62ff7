package io.github.camelgraphmail;

import java.time.Instant;
import java.util.Objects;

/**
 * A bearer token.
 *
 * @param value the token itself, a secret
 * @param expiry when it ends
 */
public record AccessToken(String value, Instant expiry) {

    public AccessToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expiry, "expiry");
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "AccessToken[until " + expiry + "]";
    }
}
