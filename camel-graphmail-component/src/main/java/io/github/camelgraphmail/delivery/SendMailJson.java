package io.github.camelgraphmail.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a mail as the JSON of a sendMail request. What is left at its default is left out.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
 */
final class SendMailJson {

    private final JsonFactory factory = JsonFactory.builder().build();

    /** The whole request. @throws IOException when an attachment can't be read or has changed its size */
    byte[] write(OutgoingMail mail) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(mail, bytes, SendMailJson::content);
        return bytes.toByteArray();
    }

    /** The size of the request in bytes, less the attachments' contents. */
    long sizeWithoutContents(OutgoingMail mail) {
        CountingStream counter = new CountingStream();
        try {
            write(mail, counter, (json, attachment) -> json.writeString(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.count;
    }

    private interface ContentWriter {
        void write(JsonGenerator json, MailAttachment attachment) throws IOException;
    }

    private void write(OutgoingMail mail, OutputStream out, ContentWriter contents) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            json.writeStringField("subject", mail.subject());
            body(json, mail.body());
            if (mail.from().isPresent()) {
                json.writeFieldName("from");
                recipient(json, mail.from().get());
            }
            recipients(json, "toRecipients", mail.to());
            recipients(json, "ccRecipients", mail.cc());
            recipients(json, "bccRecipients", mail.bcc());
            recipients(json, "replyTo", mail.replyTo());
            if (mail.importance() != Importance.NORMAL) {
                json.writeStringField("importance", mail.importance().lowerCase());
            }
            if (mail.readReceipt()) {
                json.writeBooleanField("isReadReceiptRequested", true);
            }
            if (mail.deliveryReceipt()) {
                json.writeBooleanField("isDeliveryReceiptRequested", true);
            }
            categories(json, mail.categories());
            attachments(json, mail.attachments(), contents);
            json.writeEndObject();
            if (!mail.saveToSentItems()) {
                json.writeBooleanField("saveToSentItems", false);
            }
            json.writeEndObject();
        }
    }

    private static void body(JsonGenerator json, MailBody body) throws IOException {
        json.writeObjectFieldStart("body");
        json.writeStringField("contentType", body.type() == MailBody.Type.HTML ? "html" : "text");
        json.writeStringField("content", body.content());
        json.writeEndObject();
    }

    private static void recipients(JsonGenerator json, String property, List<MailAddress> addresses)
            throws IOException {
        if (addresses.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(property);
        for (MailAddress address : addresses) {
            recipient(json, address);
        }
        json.writeEndArray();
    }

    private static void recipient(JsonGenerator json, MailAddress address) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("emailAddress");
        json.writeStringField("address", address.address());
        if (!address.name().isEmpty()) {
            json.writeStringField("name", address.name());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void categories(JsonGenerator json, List<String> categories) throws IOException {
        if (categories.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("categories");
        for (String category : categories) {
            json.writeString(category);
        }
        json.writeEndArray();
    }

    private static void attachments(JsonGenerator json, List<MailAttachment> attachments, ContentWriter contents)
            throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attachments");
        for (MailAttachment attachment : attachments) {
            json.writeStartObject();
            json.writeStringField("@odata.type", "#microsoft.graph.fileAttachment");
            json.writeStringField("name", attachment.name());
            json.writeStringField("contentType", attachment.contentType());
            if (attachment.contentId().isPresent()) {
                json.writeBooleanField("isInline", true);
                json.writeStringField("contentId", attachment.contentId().get());
            }
            json.writeFieldName("contentBytes");
            contents.write(json, attachment);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Straight from the source into the request, as Base64. */
    private static void content(JsonGenerator json, MailAttachment attachment) throws IOException {
        int size = Math.toIntExact(attachment.source().size());
        try (InputStream content = attachment.source().open()) {
            json.writeBinary(content, size);
            if (content.read() >= 0) {
                throw new EOFException("attachment '" + attachment.name() + "' has grown past its " + size + " bytes");
            }
        }
    }

    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
