package io.github.camelgraphmail.examples.bus.outbox;

import java.time.Duration;

/**
 * When a job is tried again that could not be sent for now. There is no last time: an outage ends some day.
 *
 * @param first after the first attempt, twice as long after each further one. No shorter than a mailbox takes to show what was sent,
 *     15 seconds, since another node may be the next to try
 * @param longest the most that grows to
 */
public record RetrySchedule(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    public RetrySchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("bus.retry.first: " + first + " has to be more than nothing and no more"
                    + " than bus.retry.longest, " + longest);
        }
    }

    /** @param attempts made so far, 1 or more */
    Duration after(int attempts) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
