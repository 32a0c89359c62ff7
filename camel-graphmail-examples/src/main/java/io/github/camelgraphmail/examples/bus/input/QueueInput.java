package io.github.camelgraphmail.examples.bus.input;

import io.github.camelgraphmail.examples.bus.outbox.JobNews;
import io.github.camelgraphmail.examples.bus.outbox.OutboxMessages;
import io.github.camelgraphmail.examples.bus.outbox.OutboxRoutes;
import io.github.camelgraphmail.examples.bus.outbox.SessionThread;
import org.apache.camel.ExchangePattern;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * The queue of other applications: JSON jobs, checked, go to the outbox, and what is none to the dead letters, in one
 * transaction.
 */
public final class QueueInput extends RouteBuilder {

    private final OutboxMessages messages;
    private final JsonJobs jobs;
    private final JobNews news;

    public QueueInput(OutboxMessages messages, JsonJobs jobs, JobNews news) {
        this.messages = messages;
        this.jobs = jobs;
        this.news = news;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "A job from the queue is a dead letter now: ${exception.message}")
                .to(OutboxRoutes.DEAD_LETTER);

        from("jms:queue:{{bus.queue.jobs}}?transacted=true&lazyCreateTransactionManager=false&disableReplyTo=true&cacheLevelName=CACHE_CONSUMER")
                .routeId("queue")
                .process(new SessionThread())
                .process(messages::take)
                .process(jobs::fromQueue)
                .process(messages::put)
                .to(ExchangePattern.InOnly, "jms:queue:{{bus.queue.outbox}}")
                .process(news::taken);
    }
}
