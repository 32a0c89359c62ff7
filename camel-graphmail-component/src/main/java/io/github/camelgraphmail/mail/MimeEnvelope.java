package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Writes everything of a composed mail but its content into the headers of a MIME mail. */
public final class MimeEnvelope {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MimeEnvelope() {}

    /**
     * Refuses what the headers of a MIME mail can't carry.
     *
     * @throws InvalidMailException for an address with other characters than ASCII before the at sign; after it they are
     *     written in the ASCII form of internationalised domains
     */
    public static void check(ComposedMail mail) {
        Stream.concat(mail.from().stream(), Stream.concat(mail.replyTo().stream(), mail.recipients().all().stream()))
                .map(MailAddress::address)
                .filter(address -> !isAscii(address.substring(0, address.lastIndexOf('@'))))
                .findFirst()
                .ifPresent(address -> {
                    throw new InvalidMailException(
                            "to, cc, bcc, replyTo, from",
                            "'" + address
                                    + "' has other characters than ASCII before the @, which a mail that travels as"
                                    + " MIME can't carry.",
                            "Leave out what makes it travel as MIME, or use another address of this mailbox.");
                });
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    /** A MIME mail without content. Date and Message-ID are left to the service. */
    public static MimeMessage of(ComposedMail mail) throws MessagingException {
        MimeMessage message = new WithoutMessageId();
        if (mail.from().isPresent()) {
            message.setFrom(internet(mail.from().get()));
        } else if (mail.sender().indexOf('@') > 0) {
            message.setFrom(new InternetAddress(mail.sender()));
        }
        message.setRecipients(
                Message.RecipientType.TO, internet(mail.recipients().to()));
        message.setRecipients(
                Message.RecipientType.CC, internet(mail.recipients().cc()));
        message.setRecipients(
                Message.RecipientType.BCC, internet(mail.recipients().bcc()));
        if (!mail.replyTo().isEmpty()) {
            message.setReplyTo(internet(mail.replyTo()));
        }
        if (!mail.subject().isEmpty()) {
            message.setSubject(mail.subject(), UTF_8);
        }
        options(mail, message);
        for (MailHeader header : mail.headers()) {
            message.addHeader(header.name(), encoded(header));
        }
        return message;
    }

    /** The mail with a content that is MIME already: it is put behind the headers as it is. */
    static byte[] around(ComposedMail mail, String contentType, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (String line : Collections.list(of(mail).getAllHeaderLines())) {
                write(bytes, line);
            }
            write(bytes, "MIME-Version: 1.0");
            write(bytes, "Content-Type: " + contentType);
            write(bytes, "");
            bytes.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The headers of a checked mail could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, String line) throws IOException {
        bytes.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void options(ComposedMail mail, MimeMessage message) throws MessagingException {
        if (mail.importance() != Importance.NORMAL) {
            message.setHeader("Importance", mail.importance().lowerCase());
        }
        String confirmTo = message.getHeader("From", null);
        if (mail.readReceipt() && confirmTo != null) {
            message.setHeader("Disposition-Notification-To", confirmTo);
        }
        if (mail.deliveryReceipt() && confirmTo != null) {
            message.setHeader("Return-Receipt-To", confirmTo);
        }
        if (!mail.categories().isEmpty()) {
            message.setHeader("Keywords", encoded(new MailHeader("Keywords", String.join(", ", mail.categories()))));
        }
    }

    private static InternetAddress[] internet(List<MailAddress> addresses) {
        return addresses.stream().map(MimeEnvelope::internet).toArray(InternetAddress[]::new);
    }

    static InternetAddress internet(MailAddress address) {
        try {
            return new InternetAddress(
                    inAscii(address.address()), address.name().isEmpty() ? null : address.name(), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JVM has UTF-8", e);
        }
    }

    private static String inAscii(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        return isAscii(domain) ? address : address.substring(0, at + 1) + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    }

    static String encoded(MailHeader header) {
        try {
            return MimeUtility.fold(header.name().length() + 2, MimeUtility.encodeText(header.value(), UTF_8, null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JVM has UTF-8", e);
        }
    }

    private static final class WithoutMessageId extends MimeMessage {

        private WithoutMessageId() {
            super(Session.getInstance(new Properties()));
        }

        @Override
        protected void updateMessageID() {
            // The service gives it one that no other mail has.
        }
    }
}
