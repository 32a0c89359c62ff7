package io.github.camelgraphmail.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait when nobody said: twice as long each time, up to a limit, and never quite the same. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    /** Waits differ by up to this part, so that mails that failed together do not come back together. */
    private static final double JITTER = 0.5;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempts how many were made, at least one */
    Duration after(int attempts) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, DOUBLINGS);
        long capped = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (capped * (1 - JITTER * random.nextDouble())));
    }
}
