package io.github.camelgraphmail.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.camelgraphmail.benchmarks.fleet.FleetCapacity.Bound;
import io.github.camelgraphmail.benchmarks.fleet.Workload.Backlog;
import io.github.camelgraphmail.benchmarks.fleet.Workload.Mailing;
import io.github.camelgraphmail.benchmarks.fleet.Workload.Steady;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small fleets whose figures can be worked out by hand: a request takes 250 ms, a mail four of them, and nothing else takes time. */
class FleetSimulationTest {

    private static final NodeCost NOTHING = new NodeCost(1, Duration.ZERO, Duration.ZERO);
    private static final Latency LATENCY = Latency.of(Duration.ofMillis(250));
    private static final MailShape SMALL = MailShape.small();

    @Test
    void aMailboxSendsAMailASecond() {
        FleetResult result = run(fleet(1, 1, 8, 8), SMALL, backlog(20));

        assertThat(result.accepted()).isEqualTo(20);
        assertThat(result.drained()).isEqualTo(Duration.ofSeconds(20));
        assertThat(result.waits()).isEqualTo(new Waits(Duration.ofSeconds(10), Duration.ofSeconds(20)));
        assertThat(result.throttled()).isZero();
    }

    @Test
    void noMoreThanThirtyMailsAMinuteLeaveAMailbox() {
        FleetResult result = run(fleet(1, 1, 8, 8), SMALL, backlog(120));

        assertThat(result.drained()).isEqualTo(Duration.ofMinutes(2));
        // Thirty in the first half of each minute: the last of the fourth thirty at its 30th second.
        assertThat(result.gone()).isEqualTo(Duration.ofSeconds(3 * 60 + 30));
        assertThat(result.returned()).isZero();
    }

    @Test
    void whatIsBeyondTheDaysRecipientsComesBack() {
        FleetResult result = run(fleet(1, 1, 8, 8), SMALL.withRecipients(500), backlog(25));

        assertThat(result.accepted()).isEqualTo(25);
        assertThat(result.returned()).isEqualTo(5);
    }

    @Test
    void tenMailboxesWithAQueueEachSendTenTimesAsMuch() {
        FleetResult result = FleetSimulation.run(
                fleet(10, 1, 10, 10),
                SMALL,
                LATENCY,
                ServiceLimits.PUBLISHED,
                IntStream.range(0, 10).boxed().toList(),
                backlog(200),
                1);

        assertThat(result.drained()).isEqualTo(Duration.ofSeconds(20));
        assertThat(result.busy()).containsExactly(1.0);
    }

    @Test
    void fourMailsOfAMailboxAtATimeAreNotRefusedAndFiveAre() {
        Fleet four = new Fleet(10, 1, 40, 1, 4, NOTHING);
        Fleet five = new Fleet(1, 1, 5, 1, 5, NOTHING);

        assertThat(run(four, SMALL, new Backlog(400, new Spread.Even())).throttled())
                .isZero();
        assertThat(run(five, SMALL, backlog(100)).throttled()).isPositive();
    }

    @Test
    void aMailThatIsThrottledForLongGoesBackToTheOutbox() {
        // 150 MB in five minutes are 75 of 2 MB: the 76th waits, first in its consumer, then in the outbox.
        MailShape large = new MailShape(1, 2_000_000, 1);
        FleetResult result = run(fleet(1, 1, 1, 1), large, backlog(76));

        assertThat(result.accepted()).isEqualTo(76);
        assertThat(result.throttled()).isPositive();
        assertThat(result.putBack()).isPositive();
        assertThat(result.drained()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(11));
    }

    @Test
    void tenThousandRequestsInTenMinutesAreTheMost() {
        Latency quick = Latency.of(Duration.ofMillis(10));
        FleetResult result =
                FleetSimulation.run(fleet(1, 1, 1, 1), SMALL, quick, ServiceLimits.PUBLISHED, backlog(2_501), 1);

        assertThat(result.throttled()).isPositive();
        assertThat(result.drained()).isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void aMailingHoldsUpWhoSharesItsQueueAndNobodyElse() {
        Mailing mailing = new Mailing(600, new Steady(0.5, Duration.ofMinutes(10), new Spread.Even()));

        Waits inOneQueue = run(fleet(50, 1, 8, 1), SMALL, mailing).waitsOfOthers();
        Waits inEight = run(fleet(50, 1, 8, 8), SMALL, mailing).waitsOfOthers();

        assertThat(inOneQueue.half()).isGreaterThan(Duration.ofMinutes(4));
        assertThat(inEight.half()).isEqualTo(Duration.ofSeconds(1));
        assertThat(inEight.nearlyAll()).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void aHotMailboxBoundsTheFleet() {
        FleetResult result = run(fleet(100, 1, 8, 8), SMALL, new Backlog(400, new Spread.Hot(0.5)));

        // About 200 mails of one mailbox, a second each, and those that share its queue.
        assertThat(result.drained()).isBetween(Duration.ofSeconds(170), Duration.ofSeconds(260));
    }

    @Test
    void aNodesProcessorBoundsItWhereMailsCostMuch() {
        NodeCost dear = new NodeCost(2, Duration.ofMillis(400), Duration.ZERO);
        Fleet fleet = new Fleet(256, 1, 256, 256, 1, dear);

        FleetCapacity capacity = FleetCapacity.of(fleet, SMALL, LATENCY, ServiceLimits.PUBLISHED);
        assertThat(capacity.bound()).isEqualTo(Bound.CPU);
        assertThat(capacity.accepted()).isEqualTo(5);
        assertThat(run(fleet, SMALL, backlog(1_000)).acceptedPerSecond()).isCloseTo(5, within(0.1));
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        Latency varying = new Latency(Duration.ofMillis(250), 0.5);
        Backlog backlog = new Backlog(500, new Spread.Even());
        List<FleetResult> results = Stream.of(7, 7, 8)
                .map(seed ->
                        FleetSimulation.run(fleet(20, 2, 8, 8), SMALL, varying, ServiceLimits.PUBLISHED, backlog, seed))
                .toList();

        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isNotEqualTo(results.get(0));
    }

    /** The figures that docs/fleet.md has of the bus itself, with the queues that its mailboxes had. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 100, 2.3, 0",
        "4, 1, 400, 5.1, 0 0 0 0",
        "30, 1, 800, 7.7, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "1, 8, 100, 2.35, 1",
        "4, 8, 400, 9.5, 1 2 3 4",
        "30, 8, 800, 18.0, 1 2 3 4 5 6 7 0 1 2 6 7 0 1 2 3 4 5 6 7 5 6 7 0 1 2 3 4 5 6",
    })
    void comesToWhatWasMeasured(int mailboxes, int queues, int jobs, double measured, String queueOfMailbox) {
        NodeCost cost = new NodeCost(2, Duration.ofMillis(8), Duration.ofMillis(30));
        FleetResult result = FleetSimulation.run(
                new Fleet(mailboxes, 1, 8, queues, 1, cost),
                SMALL,
                Latency.of(Duration.ofMillis(100)),
                ServiceLimits.PUBLISHED,
                Stream.of(queueOfMailbox.split(" ")).map(Integer::valueOf).toList(),
                new Backlog(jobs, new Spread.Even()),
                1);

        assertThat(result.acceptedPerSecond()).isCloseTo(measured, withinPercentage(10));
    }

    /** One queue, jobs of mailboxes in turn, as many mailboxes as consumers or a multiple: nobody waits for another's job. */
    @Property(tries = 60)
    void comesToWhatTheFormulaSays(
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(min = 1, max = 8) int consumers,
            @ForAll @IntRange(min = 1, max = 3) int mailboxesOfAConsumer,
            @ForAll @IntRange(min = 70, max = 2_000) int latencyMillis,
            @ForAll @IntRange(min = 1, max = 7) int requests) {
        NodeCost cost = new NodeCost(2, Duration.ZERO, Duration.ofMillis(30));
        Fleet fleet = new Fleet(nodes * consumers * mailboxesOfAConsumer, nodes, consumers, 1, 1, cost);
        MailShape mail = new MailShape(requests, 2_000, 1);
        Latency latency = Latency.of(Duration.ofMillis(latencyMillis));
        Backlog backlog = backlog(fleet.mailboxes() * 10);

        FleetResult result = FleetSimulation.run(fleet, mail, latency, ServiceLimits.PUBLISHED, backlog, 1);
        FleetCapacity capacity = FleetCapacity.of(fleet, mail, latency, ServiceLimits.PUBLISHED);

        assertThat(capacity.bound()).isIn(Bound.CONSUMERS, Bound.MAILBOXES);
        assertThat(perSecond(result)).isCloseTo(capacity.accepted(), withinPercentage(5));
    }

    /** However unlucky: never more than the formula. */
    @Property(tries = 60)
    void neverDoesMoreThanTheFormulaSays(
            @ForAll @IntRange(min = 1, max = 60) int mailboxes,
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(min = 1, max = 3) int consumersOfAQueue,
            @ForAll @IntRange(min = 1, max = 6) int queues,
            @ForAll long seed) {
        Fleet fleet = fleet(mailboxes, nodes, consumersOfAQueue * queues, queues);

        FleetResult result = FleetSimulation.run(
                fleet, SMALL, LATENCY, ServiceLimits.PUBLISHED, new Backlog(300, new Spread.Even()), seed);
        FleetCapacity capacity = FleetCapacity.of(fleet, SMALL, LATENCY, ServiceLimits.PUBLISHED);

        assertThat(result.accepted()).isEqualTo(300);
        assertThat(perSecond(result)).isLessThanOrEqualTo(capacity.accepted() + 1e-9);
    }

    private static double perSecond(FleetResult result) {
        return result.accepted() / (result.drained().toNanos() / 1e9);
    }

    private static Backlog backlog(int jobs) {
        return new Backlog(jobs, new Spread.InTurn());
    }

    private static Fleet fleet(int mailboxes, int nodes, int consumers, int queues) {
        return new Fleet(mailboxes, nodes, consumers, queues, 1, NOTHING);
    }

    private static FleetResult run(Fleet fleet, MailShape mail, Workload workload) {
        return FleetSimulation.run(fleet, mail, LATENCY, ServiceLimits.PUBLISHED, workload, 1);
    }
}
