package io.github.camelgraphmail.doctor.check;

import io.github.camelgraphmail.doctor.advice.MailboxName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to look at.
 *
 * @param senders the mailboxes that the application sends as, at least one
 * @param forbidden those that it must not be able to send as, beside the one of option forbiddenSender
 * @param largeMails whether it sends mails that take drafts
 * @param testRecipient who gets a test mail; empty for none
 */
public record Wishes(
        List<MailboxName> senders,
        List<MailboxName> forbidden,
        boolean largeMails,
        Optional<MailboxName> testRecipient) {

    public Wishes {
        senders = List.copyOf(senders);
        forbidden = List.copyOf(forbidden);
        Objects.requireNonNull(testRecipient, "testRecipient");
        if (senders.isEmpty()) {
            throw new IllegalArgumentException("senders: there has to be one");
        }
    }
}
