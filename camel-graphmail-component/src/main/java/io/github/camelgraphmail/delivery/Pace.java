package io.github.camelgraphmail.delivery;

import java.time.Duration;

/**
 * How long to wait where nobody says.
 *
 * @param firstWait before something is tried for the second time; each further wait is about twice as long
 * @param longestWait the most that grows to
 * @param settling how long a mailbox may take until it shows what was done to it; no documentation says
 */
public record Pace(Duration firstWait, Duration longestWait, Duration settling) {

    /** For Graph. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(15));
}
