package io.github.camelgraphmail.benchmarks.fleet;

import io.github.camelgraphmail.benchmarks.fleet.Workload.Steady;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a rate takes, with mails evenly spread over mailboxes.
 *
 * @param perSecond mails
 * @param mail what each of them is like
 */
public record FleetNeed(double perSecond, MailShape mail, Latency latency, ServiceLimits limits) {

    private static final int LEAST_CONSUMERS = 8;
    private static final int MOST_CONSUMERS = 256;
    private static final double MOST_SECONDS = 600;
    private static final double MOST_JOBS = 6_000;
    private static final long TRIALS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    public FleetNeed {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("rate: " + perSecond + " mails a second is no rate");
        }
    }

    /**
     * So that Exchange lets mails go as they come, by formula.
     *
     * @param cost what a mail costs a node
     */
    public int mailboxes(NodeCost cost) {
        Fleet one = new Fleet(1, 1, 1, 1, 1, cost);
        return up(perSecond / FleetCapacity.of(one, mail, latency, limits).leaving());
    }

    /** So that it does so all day, by formula. */
    public int mailboxesForADay(NodeCost cost) {
        double mails = perSecond * ServiceLimits.RECIPIENTS_WITHIN.toSeconds();
        return Math.max(mailboxes(cost), up(mails / (limits.recipients() / mail.recipients())));
    }

    /**
     * On each node, so that the simulated fleet keeps up: the first of 8, 16, 32 ... 256 with a queue each. Empty when all are too
     * few.
     *
     * @param fleet whose consumers are looked for
     */
    public Optional<Integer> consumers(Fleet fleet) {
        Duration length = Duration.ofSeconds((long) Math.ceil(Math.min(MOST_SECONDS, MOST_JOBS / perSecond)));
        Steady trial = new Steady(perSecond, length, new Spread.Even());
        return IntStream.iterate(LEAST_CONSUMERS, count -> count <= MOST_CONSUMERS, count -> count * 2)
                .filter(count -> LongStream.rangeClosed(1, TRIALS)
                        .allMatch(seed -> keepsUp(
                                FleetSimulation.run(fleet.withConsumers(count), mail, latency, limits, trial, seed))))
                .boxed()
                .findFirst();
    }

    /** Nothing piles up: 99 in 100 are accepted soon. */
    static boolean keepsUp(FleetResult result) {
        return result.waits().nearlyAll().compareTo(LONGEST_WAIT) <= 0;
    }

    private static int up(double value) {
        return (int) Math.max(1, Math.ceil(value - 1e-9));
    }
}
