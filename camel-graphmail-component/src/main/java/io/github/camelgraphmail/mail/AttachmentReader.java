package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.util.MimeTypeHelper;

/** Reads attachments: files stay files, anything else is read, as {@link StreamReader} does. */
final class AttachmentReader {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");
    private static final String CONTENT_ID = "Content-ID";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final String CID = "cid:";

    private final BodyContent bodies;
    private final StreamReader streams;
    private final boolean camelMailNames;
    private final boolean allInline;

    /**
     * @param streams reads attachments that are no files
     * @param camelMailNames whether a name {@code cid:x} makes an attachment that HTML shows as {@code cid:x}, as for camel-mail
     * @param allInline whether every attachment belongs into the text
     */
    AttachmentReader(BodyContent bodies, StreamReader streams, boolean camelMailNames, boolean allInline) {
        this.bodies = bodies;
        this.streams = streams;
        this.camelMailNames = camelMailNames;
        this.allInline = allInline;
    }

    /** The attachments of the exchange's message. */
    List<MailAttachment> attachments(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (message == null || !message.hasAttachments()) {
            return List.of();
        }
        return message.getAttachmentObjects().entrySet().stream()
                .map(entry -> attachment(entry.getKey(), entry.getValue(), exchange))
                .toList();
    }

    /** The message body as an attachment, with name and type from the exchange. */
    MailAttachment body(Exchange exchange) {
        Message message = exchange.getMessage();
        String header = message.getHeader(Exchange.FILE_NAME, String.class);
        String given = header == null && message.getBody() instanceof File file ? file.getName() : header;
        if (given == null || given.isBlank()) {
            throw new InvalidMailException(
                    "attachBody",
                    "the body has no name as an attachment.",
                    "Set header " + Exchange.FILE_NAME + ", for example to report.pdf.");
        }
        String name = fileName(new MailField(Exchange.FILE_NAME, given));
        String type = Optional.ofNullable(message.getHeader(Exchange.FILE_CONTENT_TYPE, String.class))
                .orElseGet(() -> message.getHeader(Exchange.CONTENT_TYPE, String.class));
        return new MailAttachment(name, mediaType(type, name), bodies.source(exchange), false, Optional.empty());
    }

    private MailAttachment attachment(String key, Attachment attachment, Exchange exchange) {
        MailField field = new MailField("attachment '" + CleanText.of(key) + "'", key);
        DataHandler data = attachment.getDataHandler();
        if (data == null) {
            throw field.invalid("has no data.", "Give the attachment a DataHandler.");
        }
        Optional<String> contentId = contentId(attachment);
        MailField named = field;
        if (camelMailNames && key.regionMatches(true, 0, CID, 0, CID.length())) {
            named = new MailField(field.name(), key.substring(CID.length()));
            contentId = contentId.or(() -> contentId(key.substring(CID.length())));
        }
        String name = fileName(named);
        return new MailAttachment(
                name,
                mediaType(
                        Optional.ofNullable(attachment.getHeader(CONTENT_TYPE)).orElseGet(data::getContentType), name),
                source(field, data, exchange),
                allInline || contentId.isPresent(),
                contentId);
    }

    /** A path says where a file was on the sending machine, which is nobody's business. */
    private static String fileName(MailField field) {
        String path = CleanText.of(field.line());
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .trim();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw field.invalid("has no file name.", "Give the attachment a name such as invoice.pdf.");
        }
        return name;
    }

    /** The type with its parameters but the name; what the data does not say, its name does. */
    private static String mediaType(String contentType, String fileName) {
        try {
            ContentType type = new ContentType(contentType == null ? UNKNOWN_TYPE : contentType);
            if (!type.match(UNKNOWN_TYPE)
                    && MEDIA_TYPE.matcher(type.getBaseType()).matches()) {
                if (type.getParameterList() != null) {
                    type.getParameterList().remove("name");
                }
                return CleanText.of(type.toString().replaceAll("\\s+", " "));
            }
        } catch (ParseException malformed) {
            return probed(fileName);
        }
        return probed(fileName);
    }

    private static String probed(String fileName) {
        return Optional.ofNullable(MimeTypeHelper.probeMimeType(fileName)).orElse(UNKNOWN_TYPE);
    }

    private ContentSource source(MailField field, DataHandler data, Exchange exchange) {
        if (data.getDataSource() instanceof FileDataSource fileSource) {
            return ReadableFile.content(field, fileSource.getFile());
        }
        try (InputStream content = data.getInputStream()) {
            return streams.read(content, field, exchange);
        } catch (IOException e) {
            throw field.invalid("can't be read (" + e.getMessage() + ").", "See the cause.", e);
        }
    }

    private static Optional<String> contentId(Attachment attachment) {
        return Optional.ofNullable(attachment.getHeader(CONTENT_ID)).flatMap(AttachmentReader::contentId);
    }

    private static Optional<String> contentId(String text) {
        String id = new MailField(CONTENT_ID, text).line().trim();
        return Optional.of(id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id)
                .filter(content -> !content.isEmpty());
    }
}
