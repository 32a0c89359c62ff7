package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.Effort;
import java.time.Duration;

/**
 * The attempts to send a mail so far.
 *
 * @param effort what they took; one attempt at least
 * @param elapsed since the first one began
 * @param mayHaveSent whether an earlier one than the last may have sent the mail
 */
record Attempts(Effort effort, Duration elapsed, boolean mayHaveSent) {

    /** How many were made. */
    int count() {
        return effort.attempts();
    }
}
