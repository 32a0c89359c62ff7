package io.github.camelgraphmail.sandbox.mime;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.content.ContentGoneException;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** Writes accepted mails as MIME: those that came so byte for byte, those that came as JSON as the service would make of it. */
public final class MimeWriter {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** @throws IOException when the mail can't be written, or its parts not be read any more */
    public void write(AcceptedMail mail, OutputStream out) throws IOException {
        try {
            writeParts(mail, out);
        } catch (ContentGoneException gone) {
            throw new IOException(gone.getMessage(), gone);
        }
    }

    private void writeParts(AcceptedMail mail, OutputStream out) throws IOException {
        if (mail.source() instanceof MailSource.Mime source) {
            try (InputStream bytes = source.stored().open()) {
                bytes.transferTo(out);
            }
            return;
        }
        try {
            message(mail).writeTo(out);
        } catch (MessagingException e) {
            throw new IOException("Mail " + mail.id() + " can't be written as MIME: " + e.getMessage(), e);
        }
    }

    /** A mail as Jakarta Mail has it. Its attachments are read when it is written. */
    public MimeMessage message(AcceptedMail mail) throws MessagingException, IOException {
        MailMessage message = mail.message();
        MimeMessage mime = new IdentifiedMessage("<" + mail.request().requestId() + "@sandbox.invalid>");
        mime.setFrom(address(mail.from()));
        mime.setRecipients(RecipientType.TO, addresses(message.to()));
        mime.setRecipients(RecipientType.CC, addresses(message.cc()));
        mime.setRecipients(RecipientType.BCC, addresses(message.bcc()));
        if (!message.replyTo().isEmpty()) {
            mime.setReplyTo(addresses(message.replyTo()));
        }
        mime.setSubject(message.subject(), UTF_8);
        mime.setSentDate(Date.from(mail.acceptedAt()));
        if (!message.importance().equals("normal")) {
            mime.setHeader("Importance", message.importance());
        }
        for (InternetMessageHeader header : message.internetMessageHeaders()) {
            mime.addHeader(header.name(), MimeUtility.encodeText(oneLine(header.value()), UTF_8, null));
        }
        if (message.attachments().isEmpty()) {
            mime.setText(message.body().content(), UTF_8, subtype(message));
        } else {
            mime.setContent(parts(message));
        }
        mime.saveChanges();
        return mime;
    }

    /** Inline files belong to the body, the others stand beside it. */
    private static MimeMultipart parts(MailMessage message) throws MessagingException {
        MimeBodyPart body = new MimeBodyPart();
        body.setText(message.body().content(), UTF_8, subtype(message));
        MimeMultipart related = new MimeMultipart("related", body);
        MimeMultipart mixed = new MimeMultipart();
        for (MailAttachment attachment : message.attachments()) {
            (attachment.inline() ? related : mixed).addBodyPart(part(attachment));
        }
        if (mixed.getCount() == 0) {
            return related;
        }
        if (related.getCount() == 1) {
            mixed.addBodyPart(body, 0);
        } else {
            BodyPart whole = new MimeBodyPart();
            whole.setContent(related);
            mixed.addBodyPart(whole, 0);
        }
        return mixed;
    }

    private static MimeBodyPart part(MailAttachment attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new AttachmentSource(attachment)));
        part.setFileName(attachment.name());
        part.setDisposition(attachment.inline() ? Part.INLINE : Part.ATTACHMENT);
        if (attachment.contentId().isPresent()) {
            part.setContentID("<" + oneLine(attachment.contentId().get()) + ">");
        }
        return part;
    }

    /** What a JSON text may have in it and a header may not. */
    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }

    private static String subtype(MailMessage message) {
        return message.body().isHtml() ? "html" : "plain";
    }

    private static Address[] addresses(List<MailboxAddress> people) throws IOException {
        List<Address> addresses = new ArrayList<>();
        for (MailboxAddress person : people) {
            addresses.add(address(person));
        }
        return addresses.toArray(Address[]::new);
    }

    private static InternetAddress address(MailboxAddress person) throws IOException {
        return new InternetAddress(person.address(), person.name().isEmpty() ? null : person.name(), UTF_8);
    }

    /** Jakarta Mail makes a Message-ID of its own where it is not kept from it. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        private IdentifiedMessage(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    /** An attachment's bytes, from wherever they are. */
    private record AttachmentSource(MailAttachment attachment) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return attachment.stored().open();
            } catch (ContentGoneException gone) {
                throw new IOException(gone.getMessage(), gone);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("An accepted mail does not change");
        }

        @Override
        public String getContentType() {
            String type = attachment.contentType();
            return MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream";
        }

        @Override
        public String getName() {
            return attachment.name();
        }
    }
}
