package io.github.camelgraphmail.auth;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Entra could not be reached or could not answer now. Asking again later may help. */
public final class EntraUnavailableException extends IOException {

    private final Duration retryAfter;

    /** @param retryAfter how long Entra asks to wait; null when it did not say */
    EntraUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
