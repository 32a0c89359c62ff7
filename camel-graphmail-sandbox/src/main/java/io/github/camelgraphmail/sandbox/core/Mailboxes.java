package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * What Exchange keeps: the mails it has accepted, the messages in mailboxes, uploads under way, and what is counted and played
 * along the way.
 *
 * @param accepted the mails that were sent
 * @param items the messages that stand in mailboxes
 * @param files where what is large is
 * @param requests what applications have asked for lately
 */
public record Mailboxes(
        MailStore accepted,
        MailItems items,
        UploadSessions uploads,
        MailboxLimits limits,
        Faults faults,
        RequestLog requests,
        ContentFiles files) {

    private static final int REQUESTS = 20_000;

    /** Forgets the mails, messages, uploads and faults, and shows everything at once again. */
    void reset() {
        accepted.clear();
        items.clear();
        items.delayVisibility(Duration.ZERO);
        uploads.expireAll();
        faults.clear();
        requests.clear();
    }

    /** @param capacity how many mails and messages are kept */
    public static Mailboxes of(int capacity, Clock clock, GraphBehaviour behaviour) {
        StoreLimits limits = StoreLimits.of(capacity);
        ContentFiles files = new ContentFiles();
        return new Mailboxes(
                new MailStore(limits, files),
                new MailItems(limits, clock, files),
                new UploadSessions(clock, files),
                new MailboxLimits(behaviour.concurrentPerMailbox()),
                new Faults(new Random(behaviour.seed())),
                new RequestLog(REQUESTS),
                files);
    }
}
