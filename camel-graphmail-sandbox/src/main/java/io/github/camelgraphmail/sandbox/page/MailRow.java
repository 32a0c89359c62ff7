package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.stream.Collectors;

/** One line of the list, ready to be shown. */
public record MailRow(
        long id, String from, String to, String subject, String acceptedAt, String timeOfDay, int attachments) {

    static MailRow of(AcceptedMail mail) {
        return new MailRow(
                mail.id(),
                mail.from().toString(),
                mail.message().recipients().map(MailboxAddress::address).collect(Collectors.joining(", ")),
                mail.subject(),
                mail.acceptedAt().toString(),
                PageTime.timeOfDay(mail.acceptedAt()),
                mail.message().attachments().size());
    }
}
