package io.github.camelgraphmail.examples.bus.job;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * Makes a job of an exchange that a route has prepared as it would for {@code graphmail:}, by body, attachments and
 * {@code CamelGraphMail*} headers. Safe for use by many threads.
 */
public final class ExchangeJobs {

    private static final String CONTENT_ID = "Content-ID";

    private final String defaultSender;
    private final JobLimits limits;
    private final JobChecks checks;

    /** @param defaultSender of exchanges whose headers name none */
    public ExchangeJobs(String defaultSender, JobLimits limits) {
        this.defaultSender = defaultSender;
        this.limits = limits;
        this.checks = new JobChecks(limits);
    }

    /**
     * The job. Its attachments are read here.
     *
     * @throws InvalidMailException when it can't be one
     */
    public MailJob job(String id, Exchange exchange) throws IOException {
        checks.id(id);
        Message message = exchange.getMessage();
        String sender = Optional.ofNullable(message.getHeader(GraphMailConstants.SENDER, String.class))
                .orElse(defaultSender);
        return new MailJob(id, checks.sender(sender), content(exchange));
    }

    private JobContent content(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        if ("message/rfc822".equals(contentType(message))) {
            byte[] mime = message.getBody(byte[].class);
            checks.size(mime.length);
            return new JobContent.Mime(mime);
        }
        JobContent.Composed composed = new JobContent.Composed(
                Optional.ofNullable(message.getHeader(GraphMailConstants.FROM, String.class)),
                addresses(message, GraphMailConstants.TO),
                addresses(message, GraphMailConstants.CC),
                addresses(message, GraphMailConstants.BCC),
                addresses(message, GraphMailConstants.REPLY_TO),
                Optional.ofNullable(message.getHeader(GraphMailConstants.SUBJECT, String.class))
                        .orElse(""),
                text(message),
                Optional.ofNullable(message.getHeader(GraphMailConstants.IMPORTANCE, String.class)),
                categories(message.getHeader(GraphMailConstants.CATEGORIES)),
                headers(message),
                attachments(exchange));
        checks.content(composed);
        return composed;
    }

    private static String contentType(Message message) {
        return message.getHeader(GraphMailConstants.CONTENT_TYPE, "text/plain", String.class);
    }

    private List<String> addresses(Message message, String header) {
        List<String> addresses = AddressList.of(message.getHeader(header));
        addresses.forEach(address -> checks.address(header, address));
        return addresses;
    }

    private static JobText text(Message message) {
        String text = Optional.ofNullable(message.getBody(String.class)).orElse("");
        return contentType(message).startsWith("text/html") ? new JobText.Html(text) : new JobText.Plain(text);
    }

    private static List<String> categories(Object header) {
        if (header == null) {
            return List.of();
        }
        return header instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : Arrays.stream(header.toString().split(",")).map(String::strip).toList();
    }

    private static Map<String, String> headers(Message message) {
        Map<?, ?> headers = message.getHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, Map.of(), Map.class);
        return headers.entrySet().stream()
                .collect(Collectors.toMap(
                        header -> String.valueOf(header.getKey()), header -> String.valueOf(header.getValue())));
    }

    private List<JobAttachment> attachments(Exchange exchange) throws IOException {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (message == null || !message.hasAttachments()) {
            return List.of();
        }
        List<JobAttachment> attachments = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, Attachment> entry :
                message.getAttachmentObjects().entrySet()) {
            Attachment attachment = entry.getValue();
            byte[] content = content(attachment.getDataHandler(), bytes);
            bytes += content.length;
            attachments.add(new JobAttachment(
                    checks.fileName("attachment", entry.getKey()),
                    Optional.ofNullable(attachment.getDataHandler().getContentType()),
                    Optional.ofNullable(attachment.getHeader(CONTENT_ID)),
                    content));
        }
        return attachments;
    }

    /** Refused by its size where that is known, before it is read. */
    private byte[] content(DataHandler data, long before) throws IOException {
        if (data.getDataSource() instanceof FileDataSource file) {
            checks.size(before + file.getFile().length());
        }
        try (InputStream content = data.getInputStream()) {
            byte[] bytes = content.readNBytes((int) (limits.maxBytes() - before) + 1);
            checks.size(before + bytes.length);
            return bytes;
        }
    }
}
