package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long Graph takes for a request: log-normal, which is never negative and has a long tail.
 *
 * @param mean of all requests
 * @param spread standard deviation of the logarithm; 0 when each takes the same time
 */
public record Latency(Duration mean, double spread) {

    public Latency {
        if (mean.isNegative() || mean.isZero() || !(spread >= 0)) {
            throw new IllegalArgumentException("latency: " + mean + " with spread " + spread
                    + ", but a request takes more than no time and varies by no less than 0");
        }
    }

    /** Each request takes the same time. */
    public static Latency of(Duration each) {
        return new Latency(each, 0);
    }

    /** The same on any machine, for the same numbers of chance. */
    Duration next(RandomGenerator random) {
        double factor = spread == 0 ? 1 : StrictMath.exp(spread * random.nextGaussian() - spread * spread / 2);
        return Duration.ofNanos((long) (mean.toNanos() * factor));
    }
}
