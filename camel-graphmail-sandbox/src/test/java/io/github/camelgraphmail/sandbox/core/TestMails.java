package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Mails to put into a store. */
public final class TestMails {

    private TestMails() {}

    public static AcceptedMail mail(
            long id, String from, String to, String subject, MailBody body, MailAttachment... attachments) {
        MailMessage message = new MailMessage(
                Optional.of(new MailboxAddress("", from)),
                Stream.of(to.split(",")).map(TestMails::address).toList(),
                List.of(),
                List.of(),
                List.of(),
                subject,
                body,
                "normal",
                false,
                false,
                List.of(),
                List.of(),
                List.of(attachments));
        RequestIds request = RequestIds.forRequest(null);
        return new AcceptedMail(
                id,
                Instant.EPOCH,
                from,
                new ServicePrincipal("client", "Nightly ERP", Set.of()),
                message,
                true,
                MailDelivery.direct(request),
                request,
                new MailSource.Json("{}"));
    }

    public static AcceptedMail text(long id, String subject, String text) {
        return mail(id, "erp@contoso.com", "ops@contoso.com", subject, new MailBody(MailBody.Type.TEXT, text));
    }

    public static MailAttachment file(String name, int size) {
        return new MailAttachment(name, "application/octet-stream", new byte[size], false, null);
    }

    private static MailboxAddress address(String written) {
        int bracket = written.indexOf('<');
        return bracket < 0
                ? new MailboxAddress("", written.strip())
                : new MailboxAddress(
                        written.substring(0, bracket).strip(), written.substring(bracket + 1, written.length() - 1));
    }
}
