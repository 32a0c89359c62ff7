package io.github.camelgraphmail.examples.bus.job;

import java.util.Objects;

/**
 * A mail that somebody wants to be sent, complete in itself: it needs no file and no setting to go, now or after a restart.
 *
 * @param id what makes it one mail: a second job with the same id is not sent again. Becomes the mail's idempotency key.
 * @param sender the mailbox that sends
 * @param content what is sent
 */
public record MailJob(String id, String sender, JobContent content) {

    public MailJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(content, "content");
    }

    /** Without what it says and to whom, which belongs into no log. */
    @Override
    public String toString() {
        return "MailJob[" + id + "]";
    }
}
