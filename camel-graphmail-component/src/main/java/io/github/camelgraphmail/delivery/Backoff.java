package io.github.camelgraphmail.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait: as long as asked, or where nobody said, twice as long each time, up to a limit, and never quite the same. */
final class Backoff {

    private static final Duration SHORTEST_ASKED = Duration.ofMillis(500);

    private static final int DOUBLINGS = 5;

    /** Waits differ by up to this part, so that mails that failed together do not come back together. */
    private static final double JITTER = 0.5;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Backoff(Pace pace, RandomGenerator random) {
        this.first = pace.firstWait();
        this.longest = pace.longestWait();
        this.random = random;
    }

    /**
     * As long as asked; no time at all, or a date that has passed here, would be a busy loop.
     *
     * @param asked empty when nobody did
     * @param attempts how many were made, at least one
     */
    Duration after(Optional<Duration> asked, int attempts) {
        return asked.filter(wait -> wait.compareTo(SHORTEST_ASKED) >= 0).orElseGet(() -> after(attempts));
    }

    /** @param attempts how many were made, at least one */
    Duration after(int attempts) {
        return Duration.ofMillis((long) (longest(attempts).toMillis() * (1 - JITTER * random.nextDouble())));
    }

    /** The most that {@link #after} gives. */
    Duration longest(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, DOUBLINGS);
        return Duration.ofMillis(Math.min(doubled, longest.toMillis()));
    }
}
