package io.github.camelgraphmail.examples.bus.outbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The queues that the outbox is spread over by mailbox. A broker works a queue off in its order: while the consumer of the first
 * message's group is busy, those behind it wait, so that in one queue a mailbox with many jobs would hold up all others.
 *
 * @param name of the first one; the others have a number behind it
 * @param count of them
 */
public record OutboxQueues(String name, int count) {

    public OutboxQueues {
        if (count < 1) {
            throw new IllegalArgumentException("bus.sending.consumers: " + count + " is too small; at least 1");
        }
    }

    /** The names of all. */
    public List<String> names() {
        return IntStream.range(0, count).mapToObj(this::name).toList();
    }

    /**
     * The names of all, and of those among others that the outbox had when there were more: jobs may be left in them.
     *
     * @param others queues that the broker has
     */
    public List<String> allOf(List<String> others) {
        return Stream.concat(names().stream(), others.stream().filter(queue -> queue.startsWith(name + ".")))
                .distinct()
                .toList();
    }

    /** The name of the one that has a mailbox's jobs, on any node. */
    String of(String mailbox) {
        return name(Math.floorMod(mailbox.toLowerCase(Locale.ROOT).hashCode(), count));
    }

    private String name(int number) {
        return number == 0 ? name : name + "." + number;
    }
}
