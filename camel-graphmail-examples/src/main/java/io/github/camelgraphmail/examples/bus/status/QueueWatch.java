package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.examples.bus.outbox.BrokerView;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;

/**
 * Looks at the broker now and then, so that whoever wants to know costs it nothing and waits for nobody. {@link #look()} is for one
 * thread, the rest for many.
 */
final class QueueWatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    /** A broker that has said nothing for so long does not answer. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration DEAD_LETTERS_REST = Duration.ofMinutes(1);
    private static final int QUICKLY_LISTED = 1_000;
    private static final int MOST_DEAD_LETTERS = 20;

    private final BrokerView broker;
    private final Map<BusQueue, List<String>> names;
    private final Supplier<List<DeadLetter>> letters;
    private final Clock clock;

    private Instant listed = Instant.MIN;
    private volatile QueueReading last;

    /**
     * @param names of the queues, which together are one
     * @param letters lists the dead ones, oldest first; asked once a minute, or when their number has changed and they are few
     */
    QueueWatch(BrokerView broker, Map<BusQueue, List<String>> names, Supplier<List<DeadLetter>> letters, Clock clock) {
        this.broker = broker;
        this.names = Map.copyOf(names);
        this.letters = letters;
        this.clock = clock;
        this.last = new QueueReading(clock.instant(), Map.of(), false, List.of(), Optional.empty(), Optional.empty());
    }

    /** What the broker has said the last time. */
    QueueReading last() {
        QueueReading reading = last;
        Duration age = Duration.between(reading.at(), clock.instant());
        return reading.failure().isEmpty() && age.compareTo(SILENCE) > 0
                ? reading.failed("The broker does not answer.")
                : reading;
    }

    /** Looks. It may take as long as the broker takes. */
    void look() {
        try {
            last = read(last);
        } catch (JmsException e) {
            last = last.failed(
                    "The broker can't be reached (" + e.getMostSpecificCause().getMessage() + ").");
        } catch (RuntimeException e) {
            // Whatever it is, it must not end the watch.
            LOG.warn("The broker could not be looked at", e);
            last = last.failed("The broker can't be looked at (" + e + ").");
        }
    }

    private QueueReading read(QueueReading before) {
        Map<BusQueue, QueueDepth> depths = new EnumMap<>(BusQueue.class);
        names.forEach((queue, parts) -> parts.stream()
                .flatMap(name -> broker.depth(name).stream())
                .reduce(QueueDepth::and)
                .ifPresent(depth -> depths.put(queue, depth)));
        Optional<Long> dead = Optional.ofNullable(depths.get(BusQueue.DEAD)).map(QueueDepth::messages);
        Instant now = clock.instant();
        boolean others = dead.isPresent() && !dead.equals(before.dead()) && dead.get() <= QUICKLY_LISTED;
        if (!others && now.isBefore(listed.plus(DEAD_LETTERS_REST))) {
            return new QueueReading(
                    now, depths, broker.isFull(), before.newestDead(), dead.or(before::dead), Optional.empty());
        }
        List<DeadLetter> all = letters.get();
        listed = now;
        return new QueueReading(
                now,
                depths,
                broker.isFull(),
                newest(all),
                Optional.of(dead.orElse((long) all.size())),
                Optional.empty());
    }

    private static List<DeadLetter> newest(List<DeadLetter> oldestFirst) {
        List<DeadLetter> newest = new ArrayList<>(
                oldestFirst.subList(Math.max(0, oldestFirst.size() - MOST_DEAD_LETTERS), oldestFirst.size()));
        Collections.reverse(newest);
        return newest;
    }
}
