package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.List;

/**
 * How long jobs waited from their arrival until Graph had accepted their mails.
 *
 * @param half half of them no longer than this
 * @param nearlyAll 99 in 100 no longer than this
 */
public record Waits(Duration half, Duration nearlyAll) {

    static Waits of(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return new Waits(Duration.ZERO, Duration.ZERO);
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Waits(part(sorted, 0.5), part(sorted, 0.99));
    }

    private static Duration part(List<Long> sorted, double part) {
        return Duration.ofNanos(sorted.get((int) Math.ceil(part * sorted.size()) - 1));
    }
}
