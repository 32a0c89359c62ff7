package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.graph.GraphResult;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that mails have to wait because nobody can be reached, and once that it is over: not once a mail. */
public final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final AtomicBoolean out = new AtomicBoolean();

    void note(GraphResult result) {
        if (result instanceof GraphResult.NothingSent nothing) {
            nothingSent(nothing.cause());
        } else if (result instanceof GraphResult.Answer) {
            answered();
        }
    }

    /** @param reason why nothing could be sent; it names hosts, no mailbox */
    private void nothingSent(Throwable reason) {
        if (out.compareAndSet(false, true)) {
            LOG.warn("Mails wait: {}", reason.getMessage());
        }
    }

    private void answered() {
        if (out.compareAndSet(true, false)) {
            LOG.info("Mails go out again");
        }
    }
}
