package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One mail, ready to be shown. */
public record MailView(
        long id,
        String subject,
        boolean html,
        String text,
        List<Field> envelope,
        List<Field> options,
        List<Field> request,
        List<File> attachments) {

    /** A labelled line. */
    public record Field(String label, String value) {}

    /** An attachment's line. */
    public record File(int index, String name, String contentType, String size, boolean inline) {

        static File of(int index, MailAttachment attachment) {
            return new File(
                    index,
                    attachment.name(),
                    attachment.contentType(),
                    humanSize(attachment.size()),
                    attachment.inline());
        }
    }

    static MailView of(AcceptedMail mail) {
        MailMessage message = mail.message();
        return new MailView(
                mail.id(),
                mail.subject(),
                message.body().isHtml(),
                message.body().isHtml() ? "" : message.body().content(),
                envelope(mail),
                options(mail),
                request(mail),
                IntStream.range(0, message.attachments().size())
                        .mapToObj(index -> File.of(index, message.attachments().get(index)))
                        .toList());
    }

    private static List<Field> envelope(AcceptedMail mail) {
        MailMessage message = mail.message();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("From", mail.from().toString()));
        addPeople(fields, "To", message.to());
        addPeople(fields, "Cc", message.cc());
        addPeople(fields, "Bcc", message.bcc());
        addPeople(fields, "Reply to", message.replyTo());
        fields.add(new Field("Accepted", PageTime.dateAndTime(mail.acceptedAt())));
        return fields;
    }

    private static List<Field> options(AcceptedMail mail) {
        MailMessage message = mail.message();
        List<Field> fields = new ArrayList<>();
        if (!message.importance().equals("normal")) {
            fields.add(new Field("Importance", message.importance()));
        }
        if (message.readReceiptRequested()) {
            fields.add(new Field("Read receipt", "requested"));
        }
        if (message.deliveryReceiptRequested()) {
            fields.add(new Field("Delivery receipt", "requested"));
        }
        if (!message.categories().isEmpty()) {
            fields.add(new Field("Categories", String.join(", ", message.categories())));
        }
        message.internetMessageHeaders().forEach(header -> fields.add(new Field(header.name(), header.value())));
        return fields;
    }

    private static List<Field> request(AcceptedMail mail) {
        return List.of(
                new Field(
                        "Sent by app",
                        mail.sentBy().displayName() + " (" + mail.sentBy().clientId() + ")"),
                new Field("As mailbox", mail.mailbox()),
                new Field("Sent Items", mail.savedToSentItems() ? "a copy is kept" : "no copy"),
                new Field("request-id", mail.request().requestId()),
                new Field("client-request-id", mail.request().clientRequestId()));
    }

    private static void addPeople(List<Field> fields, String label, List<MailboxAddress> people) {
        if (!people.isEmpty()) {
            fields.add(new Field(
                    label, people.stream().map(MailboxAddress::toString).collect(Collectors.joining(", "))));
        }
    }

    private static String humanSize(int bytes) {
        return bytes < 1024 ? bytes + " B" : String.format(Locale.ROOT, "%,.1f KB", bytes / 1024.0);
    }
}
