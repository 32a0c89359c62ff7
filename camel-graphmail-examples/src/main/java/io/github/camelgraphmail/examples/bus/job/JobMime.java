package io.github.camelgraphmail.examples.bus.job;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes jobs as mails that mail programs open and that the pickup folder takes: an {@code X-Sender} line says who sends them. Safe
 * for use by many threads.
 */
public final class JobMime {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String ANY_FILE = "application/octet-stream";

    /** @throws MessagingException when the job's addresses or headers make no mail */
    public byte[] write(MailJob job) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("X-Sender: " + job.sender() + "\r\n").getBytes(StandardCharsets.UTF_8));
        if (job.content() instanceof JobContent.Mime mime) {
            bytes.writeBytes(mime.content());
        } else if (job.content() instanceof JobContent.Composed mail) {
            message(job.sender(), mail).writeTo(bytes);
        }
        return bytes.toByteArray();
    }

    private static MimeMessage message(String sender, JobContent.Composed mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage((Session) null);
        message.addFrom(addresses(List.of(mail.from().orElse(sender))));
        message.setRecipients(Message.RecipientType.TO, addresses(mail.to()));
        message.setRecipients(Message.RecipientType.CC, addresses(mail.cc()));
        message.setRecipients(Message.RecipientType.BCC, addresses(mail.bcc()));
        if (!mail.replyTo().isEmpty()) {
            message.setReplyTo(addresses(mail.replyTo()));
        }
        message.setSubject(mail.subject(), UTF_8);
        if (mail.importance().isPresent()) {
            message.setHeader("Importance", mail.importance().get());
        }
        if (!mail.categories().isEmpty()) {
            message.setHeader("Keywords", MimeUtility.encodeText(String.join(", ", mail.categories()), UTF_8, null));
        }
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), MimeUtility.encodeText(header.getValue(), UTF_8, null));
        }
        fill(message, mail);
        message.saveChanges();
        return message;
    }

    private static Address[] addresses(List<String> mailboxes) throws MessagingException, IOException {
        List<InternetAddress> addresses = new ArrayList<>();
        for (String mailbox : mailboxes) {
            for (InternetAddress address : InternetAddress.parse(mailbox, false)) {
                // As it was read it would be written without an encoding.
                address.setPersonal(address.getPersonal(), UTF_8);
                addresses.add(address);
            }
        }
        return addresses.toArray(Address[]::new);
    }

    /** What the text shows stands beside it in a part, and files beside that. */
    private static void fill(MimeMessage message, JobContent.Composed mail) throws MessagingException {
        List<JobAttachment> shown = mail.attachments().stream()
                .filter(attachment -> attachment.contentId().isPresent())
                .toList();
        List<JobAttachment> files = mail.attachments().stream()
                .filter(attachment -> attachment.contentId().isEmpty())
                .toList();
        if (mail.attachments().isEmpty()) {
            text(message, mail.text());
        } else if (files.isEmpty()) {
            message.setContent(withText("related", mail.text(), shown));
        } else if (shown.isEmpty()) {
            message.setContent(withText("mixed", mail.text(), files));
        } else {
            MimeBodyPart first = new MimeBodyPart();
            first.setContent(withText("related", mail.text(), shown));
            message.setContent(with("mixed", first, files));
        }
    }

    private static Multipart withText(String kind, JobText text, List<JobAttachment> attachments)
            throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        text(first, text);
        return with(kind, first, attachments);
    }

    private static Multipart with(String kind, MimeBodyPart first, List<JobAttachment> attachments)
            throws MessagingException {
        MimeMultipart parts = new MimeMultipart(kind);
        parts.addBodyPart(first);
        for (JobAttachment attachment : attachments) {
            parts.addBodyPart(part(attachment));
        }
        return parts;
    }

    private static void text(Part part, JobText text) throws MessagingException {
        String subtype = text instanceof JobText.Html ? "html" : "plain";
        part.setContent(text.content(), "text/" + subtype + "; charset=utf-8");
    }

    private static MimeBodyPart part(JobAttachment attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(
                attachment.content(), attachment.contentType().orElse(ANY_FILE))));
        part.setFileName(attachment.name());
        part.setDisposition(attachment.contentId().isPresent() ? Part.INLINE : Part.ATTACHMENT);
        if (attachment.contentId().isPresent()) {
            part.setContentID("<" + attachment.contentId().get() + ">");
        }
        return part;
    }
}
