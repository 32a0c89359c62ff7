package io.github.camelgraphmail.examples.bus.outbox;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps a route on the thread that took its message, whatever asynchronous steps come: only there is what it sends part of the
 * JMS session's transaction. It takes a consumer with {@code lazyCreateTransactionManager=false}, too: with a transaction manager
 * what is sent has a transaction of its own, which is committed a moment later.
 */
public final class SessionThread implements Processor {

    @Override
    public void process(Exchange exchange) {
        exchange.getUnitOfWork().beginTransactedBy(this);
    }
}
