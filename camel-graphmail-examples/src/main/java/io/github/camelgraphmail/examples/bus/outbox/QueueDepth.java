package io.github.camelgraphmail.examples.bus.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is in a queue of the bus.
 *
 * @param messages all of them
 * @param later those among them that wait for their time
 * @param underWay those among them that a consumer has taken and not done with yet
 * @param turnWaits how long the message has been there whose turn is next; empty when there is none
 */
public record QueueDepth(long messages, long later, long underWay, Optional<Duration> turnWaits) {

    /** Both together; the turn that has been waited for longer. */
    public QueueDepth and(QueueDepth other) {
        return new QueueDepth(
                messages + other.messages,
                later + other.later,
                underWay + other.underWay,
                Stream.concat(turnWaits.stream(), other.turnWaits.stream()).max(Duration::compareTo));
    }
}
