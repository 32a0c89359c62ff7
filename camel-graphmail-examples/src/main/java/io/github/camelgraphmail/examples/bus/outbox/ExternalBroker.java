package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker, or several that stand in for each other, that run elsewhere. */
public record ExternalBroker(ConnectionFactory connections) implements Broker {

    /**
     * Artemis, by its URL, such as {@code (tcp://a:61616,tcp://b:61616)?ha=true&reconnectAttempts=-1}.
     *
     * @param user empty for none
     */
    public static ExternalBroker artemis(String url, String user, String password) {
        ActiveMQConnectionFactory connections = user.isEmpty()
                ? new ActiveMQConnectionFactory(url)
                : new ActiveMQConnectionFactory(url, user, password);
        // A consumer that waits for Graph must not sit on messages that another one could send.
        connections.setConsumerWindowSize(0);
        return new ExternalBroker(connections);
    }

    /** None: to ask takes a permission that the bus does without. */
    @Override
    public List<String> queues() {
        return List.of();
    }

    @Override
    public BrokerView view(ConnectionFactory shared) {
        return new ManagedBrokerView(shared);
    }

    @Override
    public void close() {
        // It goes on without us.
    }
}
