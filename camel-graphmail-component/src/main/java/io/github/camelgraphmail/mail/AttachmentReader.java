package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.ContentSource.FileContent;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.util.MimeTypeHelper;

/** Reads the attachments of an exchange's message: files stay files, anything else is read into memory. */
final class AttachmentReader {

    private static final String CONTENT_ID = "Content-ID";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final int maxBytes;

    /** @param maxBytes how much of an attachment that is no file is read before it is refused */
    AttachmentReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    List<MailAttachment> read(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (message == null || !message.hasAttachments()) {
            return List.of();
        }
        return message.getAttachmentObjects().entrySet().stream()
                .map(this::read)
                .toList();
    }

    private MailAttachment read(Map.Entry<String, Attachment> entry) {
        MailField field = new MailField("attachment '" + entry.getKey() + "'", entry.getKey());
        DataHandler data = entry.getValue().getDataHandler();
        String name = fileName(field);
        return new MailAttachment(
                name, mediaType(data.getContentType(), name), source(field, data), contentId(entry.getValue()));
    }

    /** A path says where a file was on the sending machine, which is nobody's business. */
    private static String fileName(MailField field) {
        String path = field.line();
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .trim();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw field.invalid("has no file name.", "Give the attachment a name such as invoice.pdf.");
        }
        return name;
    }

    /** The type without parameters; what the data does not say, its name does. */
    private static String mediaType(String contentType, String fileName) {
        int parameters = contentType == null ? -1 : contentType.indexOf(';');
        String type = contentType == null
                ? UNKNOWN_TYPE
                : contentType
                        .substring(0, parameters < 0 ? contentType.length() : parameters)
                        .trim();
        return type.isEmpty() || type.equalsIgnoreCase(UNKNOWN_TYPE)
                ? Optional.ofNullable(MimeTypeHelper.probeMimeType(fileName)).orElse(UNKNOWN_TYPE)
                : type;
    }

    private ContentSource source(MailField field, DataHandler data) {
        if (data.getDataSource() instanceof FileDataSource fileSource) {
            File file = fileSource.getFile();
            if (!file.isFile() || !file.canRead()) {
                throw field.invalid(
                        "the file " + file + " can't be read.", "Check that it exists and who may read it.");
            }
            return new FileContent(file.toPath(), file.length());
        }
        try (InputStream content = data.getInputStream()) {
            byte[] bytes = content.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw field.invalid("is larger than " + maxBytes + " bytes.", "One request to Graph holds no more.");
            }
            return new BytesContent(bytes);
        } catch (IOException e) {
            throw field.invalid("can't be read (" + e.getMessage() + ").", "See the cause.", e);
        }
    }

    private static Optional<String> contentId(Attachment attachment) {
        return Optional.ofNullable(attachment.getHeader(CONTENT_ID))
                .map(id -> new MailField(CONTENT_ID, id).line().trim())
                .map(id -> id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id)
                .filter(id -> !id.isEmpty());
    }
}
