package io.github.camelgraphmail.benchmarks.fleet;

import io.github.camelgraphmail.benchmarks.fleet.Workload.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Nodes that send what comes to the outbox, event by event in simulated time. The same seed gives the same result.
 *
 * <p>A job waits in the queue of its mailbox until its group's consumer takes it. That one makes the mail's requests one after the
 * other; a request that is refused with 429 is repeated after the time that Graph has asked for, and when that takes too long the job
 * goes back to the outbox and comes again later, as in the bus.
 */
public final class FleetSimulation {

    /** How long the bus's component goes on with a mail: {@code camel.component.graphmail.retry-timeout}. */
    private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);

    /** {@code bus.retry.first} and {@code bus.retry.longest}. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    private final Fleet fleet;
    private final MailShape mail;
    private final Latency latency;
    private final List<Integer> queueOfMailbox;
    private final RandomGenerator random;
    private final Agenda agenda = new Agenda();
    private final FleetJournal journal = new FleetJournal();
    private final List<SimulatedMailbox> mailboxes;
    private final List<SimulatedNode> nodes;
    private final List<OutboxQueue> queues;

    private FleetSimulation(
            Fleet fleet,
            MailShape mail,
            Latency latency,
            ServiceLimits limits,
            List<Integer> queueOfMailbox,
            RandomGenerator random) {
        this.fleet = fleet;
        this.mail = mail;
        this.latency = latency;
        this.queueOfMailbox = queueOfMailbox;
        this.random = random;
        this.mailboxes = Stream.generate(() -> new SimulatedMailbox(limits))
                .limit(fleet.mailboxes())
                .toList();
        this.nodes = Stream.generate(() -> new SimulatedNode(fleet.cost()))
                .limit(fleet.nodes())
                .toList();
        this.queues = Stream.generate(() -> new OutboxQueue(consumersOfAQueue(), this::take))
                .limit(fleet.queues())
                .toList();
    }

    /**
     * Mailboxes share the queues as chance has it, as they do by hashes of their names.
     *
     * @param mail what each of them is like
     */
    public static FleetResult run(
            Fleet fleet, MailShape mail, Latency latency, ServiceLimits limits, Workload workload, long seed) {
        Random random = new Random(seed);
        List<Integer> queues = Stream.generate(() -> random.nextInt(fleet.queues()))
                .limit(fleet.mailboxes())
                .toList();
        return new FleetSimulation(fleet, mail, latency, limits, queues, random).run(workload);
    }

    /** @param queueOfMailbox which queue has the jobs of each mailbox */
    static FleetResult run(
            Fleet fleet,
            MailShape mail,
            Latency latency,
            ServiceLimits limits,
            List<Integer> queueOfMailbox,
            Workload workload,
            long seed) {
        return new FleetSimulation(fleet, mail, latency, limits, queueOfMailbox, new Random(seed)).run(workload);
    }

    /** One node after the other, so that groups spread over nodes before they spread over the consumers of one. */
    private List<SimulatedNode> consumersOfAQueue() {
        return IntStream.range(0, fleet.consumers() / fleet.queues())
                .boxed()
                .flatMap(each -> nodes.stream())
                .toList();
    }

    private FleetResult run(Workload workload) {
        List<Arrival> arrivals = workload.arrivals(fleet.mailboxes(), random);
        for (int number = 0; number < arrivals.size(); number++) {
            Arrival arrival = arrivals.get(number);
            long at = arrival.at().toNanos();
            int group = arrival.mailbox() * fleet.mailsAtATime() + number % fleet.mailsAtATime();
            Job job = new Job(arrival.mailbox(), group, at, 0);
            agenda.at(at, () -> put(job));
        }
        agenda.run();
        return journal.result(nodes, fleet.consumers());
    }

    private void put(Job job) {
        queues.get(queueOfMailbox.get(job.mailbox())).put(job);
    }

    private void take(Job job, OutboxQueue.Consumer consumer) {
        Sending sending = new Sending(job, consumer, agenda.now());
        agenda.at(consumer.node().work(agenda.now()), () -> sending.request(0));
    }

    /** A mail on its way, from the outbox to its last request. */
    private final class Sending {

        private final Job job;
        private final OutboxQueue.Consumer consumer;
        private final SimulatedMailbox mailbox;
        private final long begun;

        private Sending(Job job, OutboxQueue.Consumer consumer, long begun) {
            this.job = job;
            this.consumer = consumer;
            this.mailbox = mailboxes.get(job.mailbox());
            this.begun = begun;
        }

        private void request(int number) {
            if (number == mail.requests()) {
                accepted();
                return;
            }
            mailbox.refusesRequest(agenda.now(), mail.bytesOf(number))
                    .ifPresentOrElse(
                            wait -> refused(wait, number),
                            () -> agenda.after(latency.next(random), () -> {
                                mailbox.requestDone();
                                request(number + 1);
                            }));
        }

        private void refused(Duration wait, int number) {
            journal.throttled();
            if (agenda.now() - begun + wait.toNanos() <= RETRY_TIMEOUT.toNanos()) {
                agenda.after(wait, () -> request(number));
                return;
            }
            journal.putBack();
            Job again = job.again();
            agenda.after(retryAfter(again.failures()), () -> put(again));
            end();
        }

        private void accepted() {
            journal.accepted(job, agenda.now());
            mailbox.leaves(agenda.now(), mail.recipients()).ifPresentOrElse(journal::left, journal::returned);
            end();
        }

        private void end() {
            agenda.after(fleet.cost().handover(), () -> {
                consumer.node().consumerWasBusy(agenda.now() - begun);
                consumer.done();
            });
        }
    }

    private static Duration retryAfter(int failures) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }
}
