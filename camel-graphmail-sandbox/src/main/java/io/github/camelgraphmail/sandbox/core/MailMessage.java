package io.github.camelgraphmail.sandbox.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sender asked to be sent: the {@code message} of a sendMail request, read.
 *
 * @param from the From address the sender asked for, if it asked for one
 * @param subject empty when none was given
 * @param importance {@code low}, {@code normal} or {@code high}
 * @param internetMessageHeaders custom headers in the order they were given
 */
public record MailMessage(
        Optional<MailboxAddress> from,
        List<MailboxAddress> to,
        List<MailboxAddress> cc,
        List<MailboxAddress> bcc,
        List<MailboxAddress> replyTo,
        String subject,
        MailBody body,
        String importance,
        boolean readReceiptRequested,
        boolean deliveryReceiptRequested,
        List<String> categories,
        List<InternetMessageHeader> internetMessageHeaders,
        List<MailAttachment> attachments) {

    public MailMessage {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
        categories = List.copyOf(categories);
        internetMessageHeaders = List.copyOf(internetMessageHeaders);
        attachments = List.copyOf(attachments);
    }

    /** The same with these attachments instead of those it has. */
    public MailMessage withAttachments(List<MailAttachment> others) {
        return copy(from, categories, others);
    }

    /** The same with these categories instead of those it has. */
    public MailMessage withCategories(List<String> others) {
        return copy(from, others, attachments);
    }

    /** The same with another From address. */
    public MailMessage withFrom(MailboxAddress another) {
        return copy(Optional.of(another), categories, attachments);
    }

    private MailMessage copy(
            Optional<MailboxAddress> otherFrom, List<String> otherCategories, List<MailAttachment> otherAttachments) {
        return new MailMessage(
                otherFrom,
                to,
                cc,
                bcc,
                replyTo,
                subject,
                body,
                importance,
                readReceiptRequested,
                deliveryReceiptRequested,
                otherCategories,
                internetMessageHeaders,
                otherAttachments);
    }

    /** Roughly how much memory it takes, without what is in files. */
    public long heldBytes() {
        return 2L * body.content().length()
                + recipients().count() * 200
                + attachments.stream()
                        .mapToLong(attachment -> attachment.stored().heldBytes())
                        .sum();
    }

    /** To, Cc and Bcc together: everybody the mail goes to. */
    public Stream<MailboxAddress> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream);
    }
}
