package io.github.camelgraphmail;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** A mail as its reader sees it, however it travelled. */
record SeenMail(
        String from,
        List<String> to,
        List<String> cc,
        List<String> replyTo,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        Map<String, String> headers) {

    record Attachment(String name, String type, String contentId, String hex) {}

    /** @param headers the further headers to look at */
    static SeenMail of(MimeMessage mail, List<String> headers) throws MessagingException, IOException {
        Parts parts = new Parts();
        parts.add(mail);
        Map<String, String> seen = new TreeMap<>();
        for (String header : headers) {
            String value = mail.getHeader(header, "|");
            if (value != null) {
                seen.put(header, MimeUtility.decodeText(MimeUtility.unfold(value)));
            }
        }
        return new SeenMail(
                addresses(mail.getFrom()).get(0),
                addresses(mail.getRecipients(Message.RecipientType.TO)),
                addresses(mail.getRecipients(Message.RecipientType.CC)),
                mail.getHeader("Reply-To") == null ? List.of() : addresses(mail.getReplyTo()),
                mail.getSubject() == null ? "" : mail.getSubject(),
                parts.text,
                parts.html,
                parts.attachments,
                seen);
    }

    static SeenMail of(AcceptedMail mail, List<String> headers) throws MessagingException, IOException {
        if (mail.source() instanceof MailSource.Mime mime) {
            return of(mime(mime.bytes()), headers);
        }
        MailMessage message = mail.message();
        Map<String, String> seen = new TreeMap<>();
        for (InternetMessageHeader header : message.internetMessageHeaders()) {
            headers.stream()
                    .filter(header.name()::equalsIgnoreCase)
                    .forEach(name -> seen.merge(name, header.value(), (one, other) -> one + "|" + other));
        }
        String content = plainLines(message.body().content());
        return new SeenMail(
                text(mail.from()),
                texts(message.to()),
                texts(message.cc()),
                texts(message.replyTo()),
                message.subject(),
                message.body().isHtml() ? "" : content,
                message.body().isHtml() ? content : "",
                message.attachments().stream()
                        .map(attachment -> new Attachment(
                                attachment.name(),
                                attachment.contentType().toLowerCase(Locale.ROOT),
                                attachment.contentId().orElse(""),
                                HexFormat.of().formatHex(attachment.content())))
                        .toList(),
                seen);
    }

    static MimeMessage mime(byte[] bytes) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    private static List<String> addresses(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(InternetAddress.class::cast)
                        .map(address -> text(new MailboxAddress(
                                Optional.ofNullable(address.getPersonal()).orElse(""), address.getAddress())))
                        .toList();
    }

    private static List<String> texts(List<MailboxAddress> addresses) {
        return addresses.stream().map(SeenMail::text).toList();
    }

    private static String text(MailboxAddress address) {
        return address.name() + "<" + address.address() + ">";
    }

    /** Lines end in CR LF on their way through SMTP, and the last one too. */
    private static String plainLines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    private static final class Parts {
        private final List<Attachment> attachments = new ArrayList<>();
        private String text = "";
        private String html = "";

        private void add(MimePart part) throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    add((MimePart) multipart.getBodyPart(i));
                }
            } else if (part.getFileName() == null && part.isMimeType("text/html")) {
                html = plainLines(content(part));
            } else if (part.getFileName() == null && !Part.ATTACHMENT.equals(part.getDisposition())) {
                text = plainLines(content(part));
            } else {
                attachments.add(attachment(part));
            }
        }

        private static String content(MimePart part) throws MessagingException, IOException {
            String charset = new ContentType(part.getContentType()).getParameter("charset");
            try (InputStream stream = part.getInputStream()) {
                return new String(
                        stream.readAllBytes(), charset == null ? "US-ASCII" : MimeUtility.javaCharset(charset));
            }
        }

        private static Attachment attachment(MimePart part) throws MessagingException, IOException {
            try (InputStream stream = part.getInputStream()) {
                return new Attachment(
                        MimeUtility.decodeText(part.getFileName()),
                        new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
                        part.getContentID() == null ? "" : part.getContentID().replaceAll("^<|>$", ""),
                        HexFormat.of().formatHex(stream.readAllBytes()));
            }
        }
    }
}
