package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.ListedMail;
import io.github.camelgraphmail.sandbox.core.LoggedRequest;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailText;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One mail, ready to be shown.
 *
 * @param remote what its HTML refers to elsewhere
 * @param interactive whether the reader has asked for that, and for links that work
 * @param text of its body; what is shown of it is shown as it is
 * @param source as it came, with what is long in it left out
 * @param preview the attachment that is shown; null for none
 */
public record MailView(
        long id,
        boolean read,
        String subject,
        Tab tab,
        List<Tab> tabs,
        Person from,
        List<Recipients> recipients,
        String accepted,
        String acceptedAt,
        List<Field> marks,
        List<Field> sending,
        boolean html,
        RemoteContent remote,
        boolean interactive,
        String text,
        MailSourceView source,
        List<MailHeader> headers,
        List<AttachmentView> attachments,
        AttachmentView preview,
        List<RequestRow> requests) {

    /** What of a mail is looked at. */
    public enum Tab {
        HTML,
        TEXT,
        HEADERS,
        ATTACHMENTS,
        SOURCE,
        REQUESTS;

        /** The one of this name, or what a mail begins with. */
        static Tab of(String name, AcceptedMail mail) {
            return Arrays.stream(values())
                    .filter(tab -> tab.key().equals(name))
                    .findFirst()
                    .orElse(mail.message().body().isHtml() ? HTML : TEXT);
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String label() {
            return this == HTML ? "HTML" : name().charAt(0) + key().substring(1);
        }
    }

    /** A labelled line. */
    public record Field(String label, String value) {}

    /**
     * A line of recipients.
     *
     * @param first of a long line, which has {@code others} besides
     */
    public record Recipients(String label, List<Person> first, List<Person> others) {

        private static final int SHOWN = 6;

        static Optional<Recipients> of(String label, List<MailboxAddress> people) {
            List<Person> all = people.stream().map(Person::of).toList();
            int shown = all.size() <= SHOWN + 1 ? all.size() : SHOWN;
            return people.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Recipients(label, all.subList(0, shown), all.subList(shown, all.size())));
        }
    }

    static MailView of(
            ListedMail listed, Tab tab, List<LoggedRequest> requests, boolean interactive, Optional<Long> previewed) {
        AcceptedMail mail = listed.mail();
        MailMessage message = mail.message();
        List<AttachmentView> attachments = IntStream.range(
                        0, message.attachments().size())
                .mapToObj(
                        index -> AttachmentView.of(index, message.attachments().get(index)))
                .toList();
        return new MailView(
                mail.id(),
                listed.read(),
                mail.subject(),
                tab,
                tabs(message),
                Person.of(mail.from()),
                recipients(message),
                PageTime.dateAndTime(mail.acceptedAt()),
                mail.acceptedAt().toString(),
                marks(message),
                sending(mail),
                message.body().isHtml(),
                tab == Tab.HTML ? RemoteContent.of(message.body()) : RemoteContent.NONE,
                interactive,
                tab == Tab.TEXT ? MailText.of(message.body()) : "",
                tab == Tab.SOURCE ? MailSourceView.of(mail.source()) : MailSourceView.NOT_SHOWN,
                tab == Tab.HEADERS ? MailHeader.of(mail) : List.of(),
                attachments,
                previewed
                        .filter(index -> tab == Tab.ATTACHMENTS && index < attachments.size())
                        .map(index -> attachments.get(index.intValue()))
                        .filter(attachment -> attachment.preview().isShown())
                        .orElse(null),
                requests.stream().map(RequestRow::of).toList());
    }

    private static List<Tab> tabs(MailMessage message) {
        return Arrays.stream(Tab.values())
                .filter(tab -> tab != Tab.HTML || message.body().isHtml())
                .filter(tab -> tab != Tab.ATTACHMENTS || !message.attachments().isEmpty())
                .toList();
    }

    private static List<Recipients> recipients(MailMessage message) {
        List<Recipients> recipients = new ArrayList<>();
        Recipients.of("To", message.to()).ifPresent(recipients::add);
        Recipients.of("Cc", message.cc()).ifPresent(recipients::add);
        Recipients.of("Bcc", message.bcc()).ifPresent(recipients::add);
        Recipients.of("Reply to", message.replyTo()).ifPresent(recipients::add);
        return recipients;
    }

    private static List<Field> marks(MailMessage message) {
        List<Field> marks = new ArrayList<>();
        if (!message.importance().equals("normal")) {
            marks.add(new Field("Importance", message.importance()));
        }
        if (message.readReceiptRequested()) {
            marks.add(new Field("Read receipt", "requested"));
        }
        if (message.deliveryReceiptRequested()) {
            marks.add(new Field("Delivery receipt", "requested"));
        }
        if (!message.categories().isEmpty()) {
            marks.add(new Field("Categories", String.join(", ", message.categories())));
        }
        return marks;
    }

    private static List<Field> sending(AcceptedMail mail) {
        List<Field> sending = new ArrayList<>();
        sending.add(new Field("Sent by", mail.sentBy().displayName()));
        sending.add(new Field("Client id", mail.sentBy().clientId()));
        sending.add(new Field("As mailbox", mail.mailbox()));
        sending.add(new Field("Delivery", mail.delivery().kind().label()));
        sending.add(new Field("Sent Items", mail.savedToSentItems() ? "a copy is kept" : "no copy"));
        sending.add(new Field("request-id", mail.request().requestId()));
        if (!mail.request().clientRequestId().equals(mail.request().requestId())) {
            sending.add(new Field("client-request-id", mail.request().clientRequestId()));
        }
        return sending;
    }
}
