package io.github.camelgraphmail.sandbox.core;

import java.time.Duration;
import java.util.Objects;

/**
 * How Graph bears itself under load.
 *
 * @param latency how long each request takes at least
 * @param concurrentPerMailbox how many requests of an application to a mailbox may be in flight; the next is refused with 429
 * @param seed of the chance that plays faults at a rate
 */
public record GraphBehaviour(Duration latency, int concurrentPerMailbox, long seed) {

    /** Outlook's limit of four, and no delay. */
    public static final GraphBehaviour DEFAULT = new GraphBehaviour(Duration.ZERO, 4, 0);

    public GraphBehaviour {
        Objects.requireNonNull(latency, "latency");
        if (concurrentPerMailbox < 1) {
            throw new IllegalArgumentException(
                    "concurrentPerMailbox: " + concurrentPerMailbox + ", but one request has to be possible");
        }
    }

    public GraphBehaviour withLatency(Duration changed) {
        return new GraphBehaviour(changed, concurrentPerMailbox, seed);
    }

    public GraphBehaviour withConcurrentPerMailbox(int changed) {
        return new GraphBehaviour(latency, changed, seed);
    }

    public GraphBehaviour withSeed(long changed) {
        return new GraphBehaviour(latency, concurrentPerMailbox, changed);
    }
}
