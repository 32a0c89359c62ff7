package io.github.camelgraphmail.examples.bus.outbox;

import io.github.camelgraphmail.GraphMailConstants;
import org.apache.camel.Exchange;

/** Tells a listener what becomes of jobs. Each method is a step of a route. Safe for use by many threads. */
public final class JobNews {

    private static final String DUPLICATE = "duplicate";

    private final JobListener listener;

    public JobNews(JobListener listener) {
        this.listener = listener;
    }

    /** The job has been put into the outbox. */
    public void taken(Exchange exchange) {
        listener.taken(exchange.getFromRouteId());
    }

    /** The job has come out of {@code graphmail:}. */
    public void sent(Exchange exchange) {
        if (DUPLICATE.equals(exchange.getMessage().getHeader(GraphMailConstants.DELIVERY, String.class))) {
            listener.wasSentBefore();
        } else {
            listener.sent();
        }
    }

    /** The exchange has failed, and the job will be tried again. */
    public void putOff(Exchange exchange) {
        listener.putOff(OutboxMessages.failure(exchange));
    }

    /** The exchange has failed for good. */
    public void dead(Exchange exchange) {
        listener.dead(OutboxMessages.failure(exchange));
    }
}
