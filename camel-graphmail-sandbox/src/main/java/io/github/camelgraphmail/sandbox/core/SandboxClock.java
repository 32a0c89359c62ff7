package io.github.camelgraphmail.sandbox.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What time it is for a sandbox: that of another clock, and what a test has advanced it by. It goes for tokens, secrets,
 * certificates, upload sessions, the spread of changes and what readers get to see. Safe for use by many threads.
 */
public final class SandboxClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> ahead;

    public SandboxClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private SandboxClock(Clock base, AtomicReference<Duration> ahead) {
        this.base = Objects.requireNonNull(base, "base");
        this.ahead = ahead;
    }

    /**
     * Lets time pass at once.
     *
     * @throws IllegalArgumentException when it would go back
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("clock: " + by + ", but time goes forward alone; a reset sets it back");
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /** How far it is ahead of the clock that it goes by. */
    public Duration ahead() {
        return ahead.get();
    }

    /** Goes by its clock again. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    /** The same time in another zone, advanced together with this one. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new SandboxClock(base.withZone(zone), ahead);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }
}
