package io.github.camelgraphmail.examples.bus.outbox;

import java.util.Optional;

/** A look at a broker, which does not disturb it. Safe for use by many threads. */
public interface BrokerView {

    /**
     * How full a queue is.
     *
     * @return empty where the broker does not say
     * @throws org.springframework.jms.JmsException when the broker can't be reached
     */
    Optional<QueueDepth> depth(String queue);

    /** Whether it takes nothing in until there is room. */
    boolean isFull();
}
