package io.github.camelgraphmail.sandbox.wire.mime;

import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Reads a MIME mail into what Graph would show of it as a message. */
public final class MimeReader {

    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "from", "to", "cc", "bcc", "reply-to", "subject", "mime-version", "importance", "date", "message-id");

    /** @throws MessagingException when the bytes are no MIME mail */
    public MailMessage read(byte[] mime) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
        Parts parts = new Parts();
        parts.add(message);
        return new MailMessage(
                addresses(message, "From").stream().findFirst(),
                addresses(message, "To"),
                addresses(message, "Cc"),
                addresses(message, "Bcc"),
                addresses(message, "Reply-To"),
                Optional.ofNullable(message.getSubject()).orElse(""),
                parts.body(),
                Optional.ofNullable(message.getHeader("Importance", null))
                        .map(importance -> importance.toLowerCase(Locale.ROOT))
                        .orElse("normal"),
                message.getHeader("Disposition-Notification-To") != null,
                message.getHeader("Return-Receipt-To") != null,
                List.of(),
                headers(message),
                parts.attachments);
    }

    /** The Message-ID, with its angle brackets. */
    public Optional<String> messageId(byte[] mime) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
        return Optional.ofNullable(message.getMessageID());
    }

    private static List<MailboxAddress> addresses(MimeMessage message, String header) throws MessagingException {
        String line = message.getHeader(header, ",");
        List<MailboxAddress> addresses = new ArrayList<>();
        if (line != null) {
            for (InternetAddress address : InternetAddress.parseHeader(line, false)) {
                add(addresses, address);
            }
        }
        return addresses;
    }

    private static void add(List<MailboxAddress> addresses, InternetAddress address) throws AddressException {
        if (!address.isGroup()) {
            addresses.add(new MailboxAddress(
                    Optional.ofNullable(address.getPersonal()).orElse(""), address.getAddress()));
            return;
        }
        for (InternetAddress member : address.getGroup(false)) {
            add(addresses, member);
        }
    }

    private static List<InternetMessageHeader> headers(MimeMessage message) throws MessagingException, IOException {
        List<InternetMessageHeader> headers = new ArrayList<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (!SHOWN_ELSEWHERE.contains(name) && !name.startsWith("content-")) {
                headers.add(new InternetMessageHeader(
                        header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue()))));
            }
        }
        return headers;
    }

    /** The leaves of the mail: its texts, and everything else as an attachment. */
    private static final class Parts {

        private final List<MailAttachment> attachments = new ArrayList<>();
        private String text;
        private String html;

        private MailBody body() {
            return html != null
                    ? new MailBody(MailBody.Type.HTML, html)
                    : new MailBody(MailBody.Type.TEXT, text == null ? "" : text);
        }

        private void add(MimePart part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    add((MimePart) multipart.getBodyPart(i));
                }
                return;
            }
            boolean file = part.getFileName() != null
                    || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                    || part.getContentID() != null;
            if (!file && html == null && part.isMimeType("text/html")) {
                html = text(part);
            } else if (!file && text == null && part.isMimeType("text/plain")) {
                text = text(part);
            } else {
                attachments.add(attachment(part));
            }
        }

        private static String text(MimePart part) throws MessagingException, IOException {
            String charset = new ContentType(part.getContentType()).getParameter("charset");
            try (InputStream content = part.getInputStream()) {
                return new String(
                        content.readAllBytes(),
                        charset == null
                                ? StandardCharsets.US_ASCII
                                : Charset.forName(MimeUtility.javaCharset(charset)));
            }
        }

        private static MailAttachment attachment(MimePart part) throws MessagingException, IOException {
            String name = part.getFileName() == null ? "attachment" : MimeUtility.decodeText(part.getFileName());
            String contentId = part.getContentID();
            try (InputStream content = part.getInputStream()) {
                return new MailAttachment(
                        name,
                        new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
                        content.readAllBytes(),
                        Part.INLINE.equalsIgnoreCase(part.getDisposition()),
                        contentId == null ? null : contentId.replaceAll("^<|>$", ""));
            }
        }
    }
}
