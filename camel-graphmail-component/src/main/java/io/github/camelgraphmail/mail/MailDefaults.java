package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mail says where an exchange's headers say nothing: the endpoint's options, read and checked.
 *
 * @param operation what is done with the mail
 * @param sender the mailbox that sends
 */
public record MailDefaults(
        Operation operation,
        String sender,
        Optional<MailAddress> from,
        Recipients recipients,
        List<MailAddress> replyTo,
        String subject,
        BodyType bodyType,
        Importance importance,
        boolean readReceipt,
        boolean deliveryReceipt,
        List<String> categories,
        boolean saveToSentItems,
        boolean attachBody,
        String text) {

    /** Option operation. */
    public enum Operation {
        SEND("send"),
        DRAFT("draft"),
        REPLY("reply"),
        REPLY_ALL("replyAll"),
        FORWARD("forward");

        private final String option;

        Operation(String option) {
            this.option = option;
        }

        private static Operation read(MailField field) {
            return Arrays.stream(values())
                    .filter(operation ->
                            operation.option.equalsIgnoreCase(field.value().toString()))
                    .findFirst()
                    .orElseThrow(() -> field.invalid(
                            "'" + field.value() + "' is no operation.",
                            "Use one of "
                                    + Stream.of(values())
                                            .map(operation -> operation.option)
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }

        MailAction action(GraphMailHeaders headers) {
            return switch (this) {
                case SEND -> new MailAction.Send();
                case DRAFT -> new MailAction.Draft();
                case REPLY -> new MailAction.Respond(MailAction.Kind.REPLY, headers.messageId(option));
                case REPLY_ALL -> new MailAction.Respond(MailAction.Kind.REPLY_ALL, headers.messageId(option));
                case FORWARD -> new MailAction.Respond(MailAction.Kind.FORWARD, headers.messageId(option));
            };
        }
    }

    /**
     * Reads the options as the user wrote them; null for what was left out.
     *
     * @throws InvalidMailException naming the option that can't be read
     */
    public static MailDefaults read(Options options) {
        AddressReader addresses = new AddressReader();
        return new MailDefaults(
                Operation.read(new MailField("operation", options.operation())),
                SenderName.read(new MailField("sender", options.sender() == null ? "" : options.sender())),
                MailField.of("from", options.from()).map(addresses::readOne),
                new Recipients(
                        addresses.readAny(MailField.of("to", options.to())),
                        addresses.readAny(MailField.of("cc", options.cc())),
                        addresses.readAny(MailField.of("bcc", options.bcc()))),
                addresses.readAny(MailField.of("replyTo", options.replyTo())),
                MailField.of("subject", options.subject()).map(MailField::line).orElse(""),
                BodyType.readOption(new MailField("contentType", options.contentType())),
                new MailField("importance", options.importance()).importance(),
                options.readReceipt(),
                options.deliveryReceipt(),
                MailField.of("categories", options.categories())
                        .map(Categories::read)
                        .orElse(List.of()),
                options.saveToSentItems(),
                options.attachBody(),
                options.text() == null ? "" : CleanText.of(options.text()));
    }

    /** The options as text. */
    public record Options(
            String operation,
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
            boolean saveToSentItems,
            boolean attachBody,
            String text) {}
}
