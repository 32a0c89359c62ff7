package io.github.camelgraphmail.scope;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a mailbox is probed. Each time differs by chance, so that nodes that started together do not ask together.
 *
 * @param first within that time after the start
 * @param usual between two probes
 * @param afterSurprise after one that came out otherwise than it should. Exchange keeps what an app may do for up to two hours, and
 *     longer for an app that keeps asking
 * @param afterUnknown after one that told nothing
 */
public record ProbePace(Duration first, Duration usual, Duration afterSurprise, Duration afterUnknown) {

    /** For Graph. */
    public static final ProbePace DEFAULT =
            new ProbePace(Duration.ofSeconds(20), Duration.ofHours(6), Duration.ofHours(1), Duration.ofMinutes(10));

    Duration beforeFirst(RandomGenerator random) {
        return Duration.ofMillis((long) (first.toMillis() * random.nextDouble()));
    }

    Duration after(Access found, Access expected, RandomGenerator random) {
        Duration pause = found == Access.UNKNOWN ? afterUnknown : found == expected ? usual : afterSurprise;
        return Duration.ofMillis((long) (pause.toMillis() * (0.75 + random.nextDouble() / 2)));
    }
}
