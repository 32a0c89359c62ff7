package io.github.camelgraphmail.examples.bus.outbox;

/**
 * A job that could not be sent for now, or for good.
 *
 * @param id the job's; empty where the message had none
 * @param source which input it came by
 * @param failure the simple name of the exception
 * @param reason what is wrong, with the way out
 * @param hint the way out alone
 * @param attempts how often it was tried by now
 */
public record JobFailure(String id, String source, String failure, String reason, String hint, int attempts) {}
