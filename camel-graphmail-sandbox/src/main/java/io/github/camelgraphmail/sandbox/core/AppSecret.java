package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A client secret of an app registration.
 *
 * @param value the secret itself
 * @param expires when it ends; empty for never
 */
public record AppSecret(String value, Optional<Instant> expires) {

    public AppSecret {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expires, "expires");
    }

    public boolean matches(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    @Override
    public String toString() {
        return "AppSecret[expires=" + expires.map(Instant::toString).orElse("never") + "]";
    }
}
