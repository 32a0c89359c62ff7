package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A header of a mail: of one that came as MIME as it stands there, of one that came as JSON as its fields say.
 *
 * @param custom whether the sender made it up, as far as JSON tells
 */
public record MailHeader(String name, String value, boolean custom) {

    static List<MailHeader> of(AcceptedMail mail) {
        return mail.source() instanceof MailSource.Mime mime ? ofMime(mime) : ofJson(mail);
    }

    private static List<MailHeader> ofMime(MailSource.Mime mime) {
        try {
            // Lines are UTF-8 where a mail says so by writing it.
            InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(mime.bytes()), true);
            List<MailHeader> all = new ArrayList<>();
            for (Header header : Collections.list(headers.getAllHeaders())) {
                all.add(new MailHeader(header.getName(), header.getValue(), false));
            }
            return all;
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail that was read has headers that can't be: " + e.getMessage(), e);
        }
    }

    private static List<MailHeader> ofJson(AcceptedMail mail) {
        MailMessage message = mail.message();
        List<MailHeader> headers = new ArrayList<>();
        headers.add(new MailHeader("From", mail.from().toString(), false));
        add(headers, "To", message.to());
        add(headers, "Cc", message.cc());
        add(headers, "Bcc", message.bcc());
        add(headers, "Reply-To", message.replyTo());
        headers.add(new MailHeader("Subject", message.subject(), false));
        headers.add(new MailHeader("Importance", message.importance(), false));
        message.internetMessageHeaders()
                .forEach(header -> headers.add(new MailHeader(header.name(), header.value(), true)));
        return headers;
    }

    private static void add(List<MailHeader> headers, String name, List<MailboxAddress> people) {
        if (!people.isEmpty()) {
            headers.add(new MailHeader(
                    name, people.stream().map(MailboxAddress::toString).collect(Collectors.joining(", ")), false));
        }
    }
}
