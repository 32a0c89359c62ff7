package io.github.camelgraphmail.examples.bus.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/** The broker of this process, which is asked directly: it answers where it would take no message, too. */
final class EmbeddedBrokerView implements BrokerView {

    private final ActiveMQServer server;

    EmbeddedBrokerView(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public Optional<QueueDepth> depth(String name) {
        Queue queue = server.locateQueue(SimpleString.of(name));
        if (queue == null) {
            return Optional.empty();
        }
        return Optional.of(new QueueDepth(
                queue.getMessageCount(), queue.getScheduledCount(), queue.getDeliveringCount(), turnWaits(queue)));
    }

    private static Optional<Duration> turnWaits(Queue queue) {
        return Optional.ofNullable(queue.peekFirstMessage())
                .map(next -> Instant.ofEpochMilli(next.getMessage().getTimestamp()))
                .map(put -> Duration.between(put, Clock.systemUTC().instant()));
    }

    @Override
    public boolean isFull() {
        return server.getPagingManager().isDiskFull();
    }
}
