package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Mails for tests. */
final class Mails {

    private Mails() {}

    static OutgoingMail withText(String text) {
        return with(new MailBody(MailBody.Type.TEXT, text), List.of());
    }

    static OutgoingMail withAttachments(int... sizes) {
        List<MailAttachment> attachments = IntStream.range(0, sizes.length)
                .mapToObj(i -> new MailAttachment(
                        i + ".bin", "application/octet-stream", new BytesContent(new byte[sizes[i]]), Optional.empty()))
                .toList();
        return with(new MailBody(MailBody.Type.TEXT, ""), attachments);
    }

    static OutgoingMail with(MailBody body, List<MailAttachment> attachments) {
        return new OutgoingMail(
                "erp@contoso.com",
                Optional.empty(),
                List.of(new MailAddress("", "ops@contoso.com")),
                List.of(),
                List.of(),
                List.of(),
                "Subject",
                body,
                Importance.NORMAL,
                false,
                false,
                List.of(),
                true,
                attachments);
    }
}
