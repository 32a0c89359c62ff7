package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.ConnectionFactory;

/** Where the bus's queues are. */
public sealed interface Broker extends AutoCloseable permits EmbeddedBroker, ExternalBroker {

    /** Of connections to it. */
    ConnectionFactory connections();

    @Override
    void close();
}
