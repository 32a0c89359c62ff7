package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.http.RequestContent;
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
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a mail as Base64 of MIME, Graph's form for what its JSON has no place for.
 *
 * @see <a href="https://learn.microsoft.com/graph/outlook-send-mime-message">Send Outlook messages in MIME format</a>
 */
final class MailMime {

    /** What a mail, or a part of it, has beside its content takes about so much. */
    private static final int HEAD = 1024;

    /** So many characters of Base64 are a line, which has two more at its end. */
    private static final int LINE = 76;

    private static final int LINE_WITH_END = LINE + 2;

    /** The whole request body. @throws IOException when an attachment or the mail can't be read */
    RequestContent write(OutgoingMail mail) throws IOException {
        if (mail instanceof MimeMail whole) {
            byte[] bytes = SizedStream.bytes(whole.content(), "the mail");
            return RequestContent.base64(bytes, bytes.length);
        }
        ComposedMail composed = (ComposedMail) mail;
        RequestBytes bytes = new RequestBytes(expected(composed));
        write(composed, bytes);
        return bytes.toBase64();
    }

    /** About the size of the mail, to reserve room: writing it to know would read each attachment once more. */
    private static long expected(ComposedMail mail) {
        return HEAD
                + mail.body().content().length()
                + mail.attachments().stream()
                        .mapToLong(attachment ->
                                Base64Length.of(attachment.source().size()) / LINE * LINE_WITH_END + HEAD)
                        .sum();
    }

    /** The size of the mail in bytes, before Base64. @throws IOException when an attachment can't be read */
    long size(ComposedMail mail) throws IOException {
        CountingStream counter = new CountingStream();
        write(mail, counter);
        return counter.count();
    }

    private static void write(ComposedMail mail, OutputStream out) throws IOException {
        try {
            message(mail).writeTo(out);
        } catch (MessagingException e) {
            throw new IOException("The mail could not be written as MIME: " + e.getMessage(), e);
        }
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
        ContentType type = new ContentType(attachment.contentType());
        // A part of such a type would have to have parts of its own.
        ContentType written = type.getPrimaryType().equalsIgnoreCase("multipart")
                ? new ContentType("application/octet-stream")
                : type;
        written.setParameterList(named(written.getParameterList(), "name", attachment.name()));
        part.setHeader("Content-Type", written.toString());
        if (!type.getPrimaryType().equalsIgnoreCase("message")) {
            // Text, too, arrives as the bytes it is. A mail within a mail must not be encoded, says RFC 2046.
            part.setHeader("Content-Transfer-Encoding", "base64");
        }
        part.setHeader(
                "Content-Disposition",
                new ContentDisposition(
                                attachment.inline() ? Part.INLINE : Part.ATTACHMENT,
                                named(null, "filename", attachment.name()))
                        .toString());
        if (attachment.contentId().isPresent()) {
            part.setContentID("<" + attachment.contentId().get() + ">");
        }
        return part;
    }

    /** In UTF-8, whatever the JVM's own charset is. */
    private static ParameterList named(ParameterList parameters, String parameter, String name) {
        ParameterList named = parameters == null ? new ParameterList() : parameters;
        named.set(parameter, name, StandardCharsets.UTF_8.name());
        return named;
    }

    private record AttachmentSource(MailAttachment attachment) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            return SizedStream.open(attachment.source(), attachment.name());
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
