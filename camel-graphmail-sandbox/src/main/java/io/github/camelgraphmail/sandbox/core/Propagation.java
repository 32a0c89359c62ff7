package io.github.camelgraphmail.sandbox.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a change that an administrator makes takes until the service goes by it. Minutes to hours at the real one.
 * Safe for use by many threads.
 */
public final class Propagation {

    private final Clock clock;
    private final Duration initial;
    private volatile Duration delay;

    /** @param initial the delay until another one is set */
    public Propagation(Clock clock, Duration initial) {
        this.clock = clock;
        this.initial = checked(initial);
        this.delay = initial;
    }

    public Duration delay() {
        return delay;
    }

    /**
     * For changes from now on.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void delay(Duration changed) {
        delay = checked(changed);
    }

    /** Has the delay of the start again. */
    void reset() {
        delay = initial;
    }

    private static Duration checked(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException(
                    "propagationDelay: " + delay + ", but no change comes before it is made");
        }
        return delay;
    }

    Instant now() {
        return clock.instant();
    }

    /** When a change of now takes effect. */
    Instant effect() {
        return now().plus(delay);
    }
}
