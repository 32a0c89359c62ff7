package io.github.camelgraphmail.examples.bus.job;

import io.github.camelgraphmail.GraphMailConstants;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;

/** Prepares an exchange for {@code graphmail:} from a job. Safe for use by many threads. */
public final class JobMails {

    /** Sets the exchange's body, attachments and headers; the job's id becomes the idempotency key. */
    public void prepare(Exchange exchange, MailJob job) {
        Message message = exchange.getMessage();
        message.setHeader(GraphMailConstants.IDEMPOTENCY_KEY, job.id());
        message.setHeader(GraphMailConstants.SENDER, job.sender());
        if (job.content() instanceof JobContent.Mime mime) {
            message.setHeader(GraphMailConstants.CONTENT_TYPE, "message/rfc822");
            message.setBody(mime.content());
        } else if (job.content() instanceof JobContent.Composed mail) {
            prepare(message, mail);
            attach(exchange, mail.attachments());
        }
    }

    private static void prepare(Message message, JobContent.Composed mail) {
        mail.from().ifPresent(from -> message.setHeader(GraphMailConstants.FROM, from));
        list(message, GraphMailConstants.TO, mail.to());
        list(message, GraphMailConstants.CC, mail.cc());
        list(message, GraphMailConstants.BCC, mail.bcc());
        list(message, GraphMailConstants.REPLY_TO, mail.replyTo());
        list(message, GraphMailConstants.CATEGORIES, mail.categories());
        message.setHeader(GraphMailConstants.SUBJECT, mail.subject());
        mail.importance().ifPresent(importance -> message.setHeader(GraphMailConstants.IMPORTANCE, importance));
        if (!mail.headers().isEmpty()) {
            message.setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, mail.headers());
        }
        message.setHeader(
                GraphMailConstants.CONTENT_TYPE, mail.text() instanceof JobText.Html ? "text/html" : "text/plain");
        message.setBody(mail.text().content());
    }

    private static void list(Message message, String header, List<String> values) {
        if (!values.isEmpty()) {
            message.setHeader(header, values);
        }
    }

    private static void attach(Exchange exchange, List<JobAttachment> attachments) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        for (JobAttachment attachment : attachments) {
            ByteArrayDataSource source = new ByteArrayDataSource(
                    attachment.content(), attachment.contentType().orElse("application/octet-stream"));
            source.setName(attachment.name());
            DefaultAttachment added = new DefaultAttachment(new DataHandler(source));
            attachment.contentId().ifPresent(id -> added.setHeader("Content-ID", id));
            message.addAttachmentObject(attachment.name(), added);
        }
    }
}
