package io.github.camelgraphmail.examples.bus.outbox;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphUnavailableException;
import java.util.List;
import org.apache.camel.ExchangePattern;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way of a job from any input to Graph. Taking it from the outbox and what becomes of it are one transaction: it is
 * sent, or back in the outbox for later, or a dead letter, and never two of them or none.
 */
public final class OutboxRoutes extends RouteBuilder {

    /** Takes an exchange that has failed with a job, as {@link OutboxMessages#take} has noted it. */
    public static final String DEAD_LETTER = "direct:dead-letter";

    private static final String AGAIN_LATER =
            "jms:queue:${header." + JobHeaders.QUEUE + "}?deliveryDelay=${header." + JobHeaders.DELAY + "}";

    private final OutboxMessages messages;
    private final List<String> queues;
    private final SendingLedger ledger;
    private final JobNews news;
    private final DeadLetterFiles copies;

    /** @param queues that jobs are sent from, one of each at a time */
    public OutboxRoutes(
            OutboxMessages messages, List<String> queues, SendingLedger ledger, JobNews news, DeadLetterFiles copies) {
        this.messages = messages;
        this.queues = queues;
        this.ledger = ledger;
        this.news = news;
        this.copies = copies;
    }

    @Override
    public void configure() {
        // What puts a job into the outbox goes on with its exchange as it was.
        from("direct:outbox")
                .routeId("outbox")
                .errorHandler(noErrorHandler())
                .enrich("direct:outbox-message", AggregationStrategies.useOriginal());

        from("direct:outbox-message")
                .routeId("outbox-message")
                .errorHandler(noErrorHandler())
                .process(messages::put)
                .process(messages::markDuplicates)
                .to(ExchangePattern.InOnly, "jms:queue:{{bus.queue.outbox}}")
                .process(news::taken);

        queues.forEach(this::sendFrom);

        // Part of the transaction in which what fails was taken.
        from(DEAD_LETTER)
                .routeId("dead-letter")
                .errorHandler(noErrorHandler())
                .process(messages::dead)
                .process(copies::name)
                .to(ExchangePattern.InOnly, "jms:queue:{{bus.queue.dead}}")
                .process(news::dead)
                .process(copies::write);

        // Without an error handler of its own it waits for Graph on the session's thread, so that a failure is dealt
        // with there.
        from("direct:graph")
                .routeId("graph")
                .errorHandler(noErrorHandler())
                .to("graphmail:{{bus.sender}}?allowedSenders=RAW({{bus.allowed-senders}})");
    }

    /** The id of the route that sends from a queue. */
    public static String sendingFrom(String queue) {
        return "sending from " + queue;
    }

    private void sendFrom(String queue) {
        from("jms:queue:" + queue
                        + "?transacted=true&lazyCreateTransactionManager=false&disableReplyTo=true&cacheLevelName=CACHE_CONSUMER")
                .routeId(sendingFrom(queue))
                .onException(
                        GraphUnavailableException.class,
                        GraphAuthenticationException.class,
                        // With a key it is looked for before it is sent again.
                        DeliveryUnknownException.class)
                .handled(true)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "A job waits and is tried again: ${exception.message}")
                .process(messages::later)
                .toD(AGAIN_LATER)
                .process(news::putOff)
                .end()
                .onException(Exception.class)
                .handled(true)
                .logExhausted(false)
                .log(LoggingLevel.ERROR, "A job is a dead letter now: ${exception.message}")
                .to(DEAD_LETTER)
                .end()
                .process(new SessionThread())
                .process(messages::take)
                .choice()
                // Somebody was killed over it. What he has sent, his mailbox shows after a while only.
                .when(header("JMSRedelivered").isEqualTo(true))
                .process(messages::later)
                .toD(AGAIN_LATER)
                .otherwise()
                .process(messages::mail)
                .to("direct:graph")
                .process(ledger::sent)
                .process(news::sent)
                .log("Sent: ${header.CamelGraphMailIdempotencyKey} (${header.CamelGraphMailDelivery})")
                .end();
    }
}
