package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MailHeader;
import io.github.camelgraphmail.mail.Recipients;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Mails for tests. */
final class Mails {

    private Mails() {}

    static ComposedMail withText(String text) {
        return with(new MailBody(MailBody.TEXT, text), List.of());
    }

    static ComposedMail withAttachments(int... sizes) {
        List<MailAttachment> attachments = IntStream.range(0, sizes.length)
                .mapToObj(i -> new MailAttachment(
                        i + ".bin",
                        "application/octet-stream",
                        new BytesContent(new byte[sizes[i]]),
                        false,
                        Optional.empty()))
                .toList();
        return with(new MailBody(MailBody.TEXT, ""), attachments);
    }

    static ComposedMail with(MailBody body, List<MailAttachment> attachments) {
        return with(new MailAction.Send(), body, Optional.empty(), true, List.of(), attachments);
    }

    static ComposedMail with(
            MailAction action,
            MailBody body,
            Optional<String> plainAlternative,
            boolean saveToSentItems,
            List<MailHeader> headers,
            List<MailAttachment> attachments) {
        return new ComposedMail(
                action,
                "erp@contoso.com",
                Optional.empty(),
                new Recipients(List.of(new MailAddress("", "ops@contoso.com")), List.of(), List.of()),
                List.of(),
                "Subject",
                body,
                plainAlternative,
                Importance.NORMAL,
                false,
                false,
                List.of(),
                saveToSentItems,
                headers,
                attachments);
    }
}
