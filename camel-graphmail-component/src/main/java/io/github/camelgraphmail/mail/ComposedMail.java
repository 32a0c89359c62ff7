package io.github.camelgraphmail.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail put together from the parts of an exchange.
 *
 * @param from another From address, empty for the sender's own
 * @param subject empty for none
 * @param plainAlternative the same as plain text, for readers that show no HTML
 * @param readReceipt whether the reader is asked to confirm
 * @param deliveryReceipt whether the recipients' servers are asked to confirm
 * @param headers in their order; a name may stand more than once
 */
public record ComposedMail(
        MailAction action,
        String sender,
        Optional<MailAddress> from,
        Recipients recipients,
        List<MailAddress> replyTo,
        String subject,
        MailBody body,
        Optional<String> plainAlternative,
        Importance importance,
        boolean readReceipt,
        boolean deliveryReceipt,
        List<String> categories,
        boolean saveToSentItems,
        List<MailHeader> headers,
        List<MailAttachment> attachments)
        implements OutgoingMail {

    public ComposedMail {
        replyTo = List.copyOf(replyTo);
        categories = List.copyOf(categories);
        headers = List.copyOf(headers);
        attachments = List.copyOf(attachments);
    }

    @Override
    public List<MailAddress> addressees() {
        return recipients.all();
    }

    @Override
    public ComposedMail readdressed(Recipients others, MailHeader note) {
        List<MailHeader> noted = Stream.concat(
                        headers.stream().filter(header -> !header.name().equalsIgnoreCase(note.name())),
                        Stream.of(note))
                .toList();
        return copy(others, noted, attachments);
    }

    /** The same mail without its attachments, for those that travel by themselves. */
    public ComposedMail withoutAttachments() {
        return copy(recipients, headers, List.of());
    }

    private ComposedMail copy(
            Recipients otherRecipients, List<MailHeader> otherHeaders, List<MailAttachment> otherAttachments) {
        return new ComposedMail(
                action,
                sender,
                from,
                otherRecipients,
                replyTo,
                subject,
                body,
                plainAlternative,
                importance,
                readReceipt,
                deliveryReceipt,
                categories,
                saveToSentItems,
                otherHeaders,
                otherAttachments);
    }

    /** Without addresses and content, which belong into no log. */
    @Override
    public String toString() {
        return "ComposedMail[" + recipients + ", " + body + ", " + attachments.size() + " attachments]";
    }
}
