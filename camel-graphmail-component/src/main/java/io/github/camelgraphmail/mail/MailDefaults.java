package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import java.util.List;
import java.util.Optional;

/**
 * What a mail says where an exchange's headers say nothing: the endpoint's options, read and checked.
 *
 * @param sender the mailbox that sends
 */
public record MailDefaults(
        String sender,
        Optional<MailAddress> from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo,
        String subject,
        MailBody.Type bodyType,
        Importance importance,
        boolean readReceipt,
        boolean deliveryReceipt,
        List<String> categories,
        boolean saveToSentItems) {

    /**
     * Reads the options as the user wrote them; null for what was left out.
     *
     * @throws InvalidMailException naming the option that can't be read
     */
    public static MailDefaults read(Options options) {
        AddressReader addresses = new AddressReader();
        return new MailDefaults(
                options.sender(),
                MailField.of("from", options.from()).map(addresses::readOne),
                MailField.of("to", options.to()).map(addresses::read).orElse(List.of()),
                MailField.of("cc", options.cc()).map(addresses::read).orElse(List.of()),
                MailField.of("bcc", options.bcc()).map(addresses::read).orElse(List.of()),
                MailField.of("replyTo", options.replyTo()).map(addresses::read).orElse(List.of()),
                MailField.of("subject", options.subject()).map(MailField::line).orElse(""),
                BodyTypes.read(new MailField("contentType", options.contentType())),
                new MailField("importance", options.importance()).importance(),
                options.readReceipt(),
                options.deliveryReceipt(),
                MailField.of("categories", options.categories())
                        .map(Categories::read)
                        .orElse(List.of()),
                options.saveToSentItems());
    }

    /** The options as text. */
    public record Options(
            String sender,
            String from,
            String to,
            String cc,
            String bcc,
            String replyTo,
            String subject,
            String contentType,
            String importance,
            boolean readReceipt,
            boolean deliveryReceipt,
            String categories,
            boolean saveToSentItems) {}
}
