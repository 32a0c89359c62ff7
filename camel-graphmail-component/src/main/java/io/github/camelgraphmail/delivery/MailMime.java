package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MimeEnvelope;
import io.github.camelgraphmail.mail.MimeMail;
import io.github.camelgraphmail.mail.OutgoingMail;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes a mail as Base64 of MIME, Graph's form for what its JSON has no place for.
 *
 * @see <a href="https://learn.microsoft.com/graph/outlook-send-mime-message">Send Outlook messages in MIME format</a>
 */
final class MailMime {

    /** The whole request body. @throws IOException when an attachment or the mail can't be read */
    byte[] write(OutgoingMail mail) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream base64 = Base64.getEncoder().wrap(bytes)) {
            if (mail instanceof MimeMail whole) {
                try (InputStream content = whole.content().open()) {
                    content.transferTo(base64);
                }
            } else {
                message((ComposedMail) mail).writeTo(base64);
            }
        } catch (MessagingException e) {
            throw new IOException("The mail could not be written as MIME: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static MimeMessage message(ComposedMail mail) throws MessagingException {
        MimeMessage message = MimeEnvelope.of(mail);
        List<MailAttachment> inline =
                mail.attachments().stream().filter(MailAttachment::inline).toList();
        List<MailAttachment> beside = mail.attachments().stream()
                .filter(attachment -> !attachment.inline())
                .toList();
        MimeBodyPart content = related(text(mail), inline);
        if (beside.isEmpty()) {
            move(content, message);
        } else {
            Multipart mixed = new MimeMultipart("mixed", content);
            for (MailAttachment attachment : beside) {
                mixed.addBodyPart(attachment(attachment));
            }
            message.setContent(mixed);
        }
        message.saveChanges();
        return message;
    }

    /** A message with one part is that part. */
    private static void move(MimeBodyPart content, MimeMessage message) throws MessagingException {
        message.setDataHandler(content.getDataHandler());
        String contentType = content.getHeader("Content-Type", null);
        if (contentType != null) {
            message.setHeader("Content-Type", contentType);
        }
    }

    private static MimeBodyPart text(ComposedMail mail) throws MessagingException {
        MimeBodyPart body = part(mail.body());
        if (mail.plainAlternative().isEmpty()) {
            return body;
        }
        MimeBodyPart plain =
                part(new MailBody(MailBody.TEXT, mail.plainAlternative().get()));
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(new MimeMultipart("alternative", plain, body));
        return both;
    }

    private static MimeBodyPart part(MailBody body) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        String type = body.mediaType() + "; charset=UTF-8";
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(body.content().getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        return part;
    }

    private static MimeBodyPart related(MimeBodyPart text, List<MailAttachment> inline) throws MessagingException {
        if (inline.isEmpty()) {
            return text;
        }
        Multipart related = new MimeMultipart("related", text);
        for (MailAttachment attachment : inline) {
            related.addBodyPart(attachment(attachment));
        }
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(related);
        return part;
    }

    private static MimeBodyPart attachment(MailAttachment attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new AttachmentSource(attachment)));
        part.setHeader("Content-Type", attachment.contentType());
        // Text, too, arrives as the bytes it is.
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(attachment.inline() ? Part.INLINE : Part.ATTACHMENT);
        part.setFileName(attachment.name());
        if (attachment.contentId().isPresent()) {
            part.setContentID("<" + attachment.contentId().get() + ">");
        }
        return part;
    }

    private record AttachmentSource(MailAttachment attachment) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            return attachment.source().open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("An attachment is read only");
        }

        @Override
        public String getContentType() {
            return attachment.contentType();
        }

        @Override
        public String getName() {
            return attachment.name();
        }
    }
}
