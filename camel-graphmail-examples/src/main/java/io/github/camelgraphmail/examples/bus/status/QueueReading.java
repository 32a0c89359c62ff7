package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker has said.
 *
 * @param at when
 * @param depths without those queues of which it says nothing
 * @param full whether it takes nothing in until there is room
 * @param newestDead the last dead letters, newest first
 * @param dead how many dead letters there are; empty where it is not known
 * @param failure why it said nothing more, if so; the rest is what it said before
 */
public record QueueReading(
        Instant at,
        Map<BusQueue, QueueDepth> depths,
        boolean full,
        List<DeadLetter> newestDead,
        Optional<Long> dead,
        Optional<String> failure) {

    public QueueReading {
        depths = Map.copyOf(depths);
        newestDead = List.copyOf(newestDead);
    }

    QueueReading failed(String why) {
        return new QueueReading(at, depths, full, newestDead, dead, Optional.of(why));
    }

    Optional<QueueDepth> depth(BusQueue queue) {
        return Optional.ofNullable(depths.get(queue));
    }
}
