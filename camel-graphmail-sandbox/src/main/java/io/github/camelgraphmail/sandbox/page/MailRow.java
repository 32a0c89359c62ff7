package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.ListedMail;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.List;

/**
 * One mail of the list, ready to be shown.
 *
 * @param fresh whether the list that it was asked from did not have it yet
 */
public record MailRow(
        long id,
        Person from,
        String to,
        String subject,
        String beginning,
        String acceptedAt,
        String time,
        int attachments,
        boolean read,
        boolean fresh) {

    static MailRow of(ListedMail listed, long newestSeen) {
        List<MailboxAddress> recipients = listed.mail().message().recipients().toList();
        return new MailRow(
                listed.mail().id(),
                Person.of(listed.mail().from()),
                recipients.isEmpty() ? "" : first(recipients),
                listed.mail().subject(),
                listed.beginning(),
                listed.mail().acceptedAt().toString(),
                PageTime.brief(listed.mail().acceptedAt()),
                listed.mail().message().attachments().size(),
                listed.read(),
                newestSeen > 0 && listed.mail().id() > newestSeen);
    }

    private static String first(List<MailboxAddress> recipients) {
        String first = recipients.get(0).address();
        return recipients.size() == 1 ? first : first + " and " + (recipients.size() - 1) + " more";
    }
}
