package io.github.camelgraphmail.examples.bus.outbox;

/**
 * A job that can't be sent.
 *
 * @param source which input it came by
 * @param failure the exception that ended it
 * @param reason what is wrong, with the way out
 * @param hint the way out alone
 * @param failedAt when, in UTC
 * @param attempts how often it was tried
 */
public record DeadLetter(
        String id, String source, String failure, String reason, String hint, String failedAt, int attempts) {}
