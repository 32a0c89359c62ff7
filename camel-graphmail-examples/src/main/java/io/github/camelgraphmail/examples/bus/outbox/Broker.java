package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.ConnectionFactory;
import java.util.List;

/** Where the bus's queues are. */
public sealed interface Broker extends AutoCloseable permits EmbeddedBroker, ExternalBroker {

    /** Of connections to it. */
    ConnectionFactory connections();

    /** The names of the queues that are there, as far as it tells. */
    List<String> queues();

    /**
     * A look at its queues.
     *
     * @param shared connections to it that stay open, for a broker that has to be asked
     */
    BrokerView view(ConnectionFactory shared);

    @Override
    void close();
}
