package io.github.camelgraphmail.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail that is complete and can be sent: made from an exchange and the endpoint's options, all input checked.
 *
 * @param sender the mailbox that sends: user principal name, SMTP address or object id
 * @param from another From address, empty for the sender's own
 * @param subject empty for none
 * @param readReceipt whether the reader is asked to confirm
 * @param deliveryReceipt whether the recipients' servers are asked to confirm
 * @param saveToSentItems whether the sender's mailbox keeps a copy
 */
public record OutgoingMail(
        String sender,
        Optional<MailAddress> from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo,
        String subject,
        MailBody body,
        Importance importance,
        boolean readReceipt,
        boolean deliveryReceipt,
        List<String> categories,
        boolean saveToSentItems,
        List<MailAttachment> attachments) {

    public OutgoingMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
        categories = List.copyOf(categories);
        attachments = List.copyOf(attachments);
    }

    /** To, Cc and Bcc together: everybody the mail goes to. */
    public Stream<MailAddress> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream);
    }

    /** Without addresses and content, which belong into no log. */
    @Override
    public String toString() {
        return "OutgoingMail[" + recipients().count() + " recipients, " + body + ", " + attachments.size()
                + " attachments]";
    }
}
