package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When jobs come to the outbox, and whose they are. */
public sealed interface Workload {

    /**
     * A job that comes.
     *
     * @param at since the beginning
     * @param mailbox that sends it, from 0 on
     */
    record Arrival(Duration at, int mailbox) {}

    /** In the order in which they come. */
    List<Arrival> arrivals(int mailboxes, RandomGenerator random);

    /** All at once. */
    record Backlog(int jobs, Spread spread) implements Workload {
        @Override
        public List<Arrival> arrivals(int mailboxes, RandomGenerator random) {
            return IntStream.range(0, jobs)
                    .mapToObj(job -> new Arrival(Duration.ZERO, spread.mailbox(job, mailboxes, random)))
                    .toList();
        }
    }

    /** One after the other, at the same distance. */
    record Steady(double perSecond, Duration length, Spread spread) implements Workload {

        public Steady {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("rate: " + perSecond + " mails a second is no rate");
            }
        }

        @Override
        public List<Arrival> arrivals(int mailboxes, RandomGenerator random) {
            int jobs = (int) Math.round(perSecond * length.toNanos() / 1e9);
            return IntStream.range(0, jobs)
                    .mapToObj(job -> new Arrival(
                            Duration.ofNanos((long) (job * 1e9 / perSecond)), spread.mailbox(job, mailboxes, random)))
                    .toList();
        }
    }

    /** A mailing of the first mailbox, all at once, while the other mailboxes, one at least, send as on any other day. */
    record Mailing(int jobs, Steady others) implements Workload {
        @Override
        public List<Arrival> arrivals(int mailboxes, RandomGenerator random) {
            Stream<Arrival> mailing =
                    Stream.generate(() -> new Arrival(Duration.ZERO, 0)).limit(jobs);
            Stream<Arrival> daily = others.arrivals(mailboxes - 1, random).stream()
                    .map(arrival -> new Arrival(arrival.at(), arrival.mailbox() + 1));
            return Stream.concat(mailing, daily).toList();
        }
    }
}
