package io.github.camelgraphmail.sandbox.core;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * What Exchange keeps: the mails it has accepted, the messages in mailboxes, uploads under way, and what is counted and played
 * along the way.
 *
 * @param accepted the mails that were sent
 * @param items the messages that stand in mailboxes
 */
public record Mailboxes(
        MailStore accepted, MailItems items, UploadSessions uploads, MailboxLimits limits, Faults faults) {

    /** Forgets the mails, messages, uploads and faults, and shows everything at once again. */
    void reset() {
        accepted.clear();
        items.clear();
        items.delayVisibility(Duration.ZERO);
        uploads.expireAll();
        faults.clear();
    }

    /** @param capacity how many mails and messages are kept */
    public static Mailboxes of(int capacity, Clock clock, GraphBehaviour behaviour) {
        return new Mailboxes(
                new MailStore(capacity),
                new MailItems(capacity, clock),
                new UploadSessions(clock),
                new MailboxLimits(behaviour.concurrentPerMailbox()),
                new Faults(new Random(behaviour.seed())));
    }
}
