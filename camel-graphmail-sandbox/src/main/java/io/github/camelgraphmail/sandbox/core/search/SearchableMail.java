package io.github.camelgraphmail.sandbox.core.search;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailText;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.Locale;
import java.util.stream.Collectors;

/** A mail as it is looked through: all but {@code text} in lower case. */
public final class SearchableMail {

    /** What stands further down in a text is not found. */
    private static final int MAX_TEXT = 64 * 1024;

    private final String text;
    private final String foldedText;
    private final String from;
    private final String to;
    private final String subject;
    private final String files;
    private final String sender;

    private SearchableMail(
            String text, String foldedText, String from, String to, String subject, String files, String sender) {
        this.text = text;
        this.foldedText = foldedText;
        this.from = from;
        this.to = to;
        this.subject = subject;
        this.files = files;
        this.sender = sender;
    }

    public static SearchableMail of(AcceptedMail mail) {
        String text = MailText.of(mail.message().body());
        String searched = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return new SearchableMail(
                searched,
                folded(searched),
                folded(mail.from().toString()),
                folded(mail.message().recipients().map(MailboxAddress::toString).collect(Collectors.joining("\n"))),
                folded(mail.subject()),
                folded(mail.message().attachments().stream()
                        .map(MailAttachment::name)
                        .collect(Collectors.joining("\n"))),
                folded(mail.sentBy().displayName() + "\n" + mail.sentBy().clientId()));
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** What the body says, as far as it is looked through. */
    public String text() {
        return text;
    }

    boolean isFrom(String part) {
        return from.contains(part);
    }

    boolean isTo(String part) {
        return to.contains(part);
    }

    boolean hasSubject(String part) {
        return subject.contains(part);
    }

    boolean hasText(String part) {
        return foldedText.contains(part);
    }

    boolean hasFile(String part) {
        return files.contains(part);
    }

    boolean hasFiles() {
        return !files.isEmpty();
    }

    boolean isSentBy(String part) {
        return sender.contains(part);
    }

    boolean hasAnywhere(String part) {
        return hasSubject(part) || isFrom(part) || isTo(part) || hasFile(part) || hasText(part);
    }
}
