package io.github.camelgraphmail.delivery;

import java.time.Duration;

/**
 * The attempts to send a mail so far.
 *
 * @param count how many were made
 * @param elapsed since the first one began
 * @param mayHaveSent whether an earlier one than the last may have sent the mail
 */
record Attempts(int count, Duration elapsed, boolean mayHaveSent) {}
