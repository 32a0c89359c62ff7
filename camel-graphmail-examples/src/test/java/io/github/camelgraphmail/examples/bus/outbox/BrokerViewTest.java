package io.github.camelgraphmail.examples.bus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** A broker says the same of itself whether it is asked directly or, as from elsewhere, by messages. */
class BrokerViewTest {

    @TempDir
    private Path folder;

    @Test
    void saysHowFullAQueueIs() {
        try (Broker broker =
                EmbeddedBroker.start(folder, List.of("mail.outbox", "mail.dead"), "mail.dead", Optional.empty(), 100)) {
            CachingConnectionFactory connections = new CachingConnectionFactory(broker.connections());
            JmsTemplate jms = new JmsTemplate(connections);
            jms.convertAndSend("mail.outbox", "now");
            jms.convertAndSend("mail.outbox", "now, too");
            jms.setDeliveryDelay(Duration.ofHours(1).toMillis());
            jms.convertAndSend("mail.outbox", "later");

            for (BrokerView view : List.of(broker.view(connections), new ManagedBrokerView(connections))) {
                QueueDepth outbox = view.depth("mail.outbox").orElseThrow();
                assertThat(outbox.messages()).isEqualTo(3);
                assertThat(outbox.later()).isEqualTo(1);
                assertThat(outbox.underWay()).isZero();
                assertThat(outbox.turnWaits().orElseThrow()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
                assertThat(view.depth("mail.dead").orElseThrow()).isEqualTo(new QueueDepth(0, 0, 0, Optional.empty()));
                assertThat(view.depth("no.such.queue")).isEmpty();
                assertThat(view.isFull()).isFalse();
            }
            connections.destroy();
        }
    }

    /** A broker's log has lines for each queue that is made. */
    @Test
    void asksByOneQueueHoweverOften() {
        try (Broker broker = EmbeddedBroker.start(folder, List.of("mail.outbox"), "mail.dead", Optional.empty(), 100)) {
            CachingConnectionFactory connections = new CachingConnectionFactory(broker.connections());
            int before = broker.queues().size();
            BrokerView view = new ManagedBrokerView(connections);
            view.depth("mail.outbox");
            List<String> first = broker.queues();

            view.depth("mail.outbox");
            view.depth("no.such.queue");

            assertThat(first).hasSize(before + 1);
            assertThat(broker.queues()).containsExactlyInAnyOrderElementsOf(first);
            connections.destroy();
        }
    }

    @Test
    void asksOnAfterAConnectionWasLost() {
        try (Broker broker = EmbeddedBroker.start(folder, List.of("mail.outbox"), "mail.dead", Optional.empty(), 100)) {
            CachingConnectionFactory connections = new CachingConnectionFactory(broker.connections());
            BrokerView view = new ManagedBrokerView(connections);
            assertThat(view.depth("mail.outbox")).isPresent();

            connections.resetConnection();

            assertThat(view.depth("mail.outbox")).isPresent();
            connections.destroy();
        }
    }
}
