package io.github.camelgraphmail.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.camelgraphmail.http.RequestContent;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MailHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes a mail as the JSON of the request that its action makes. What is left at its default is left out.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
 * @see <a href="https://learn.microsoft.com/graph/api/user-post-messages">Create message</a>
 * @see <a href="https://learn.microsoft.com/graph/api/message-reply">message: reply</a>
 */
final class MailJson {

    /** What a request has beside its texts takes at most so much. */
    private static final int HEAD = 1024;

    /** And each entry of a list at most so much, counted as characters. */
    private static final int ENTRY = 64;

    /** A control character is written as backslash, u and four digits. */
    private static final int BYTES_PER_CHARACTER = 6;

    private final JsonFactory factory = JsonFactory.builder().build();

    /** The whole request body. @throws IOException when an attachment can't be read or has changed its size */
    RequestContent write(ComposedMail mail) throws IOException {
        return content(expected(mail), (json, contents) -> request(json, mail, contents));
    }

    /** The most that the request body may have in bytes, less the attachments' contents: more than it has, and found quickly. */
    long mostWithoutContents(ComposedMail mail) {
        long text = mail.subject().length() + mail.body().content().length();
        for (List<MailAddress> addresses : List.of(
                mail.recipients().to(),
                mail.recipients().cc(),
                mail.recipients().bcc(),
                mail.replyTo(),
                mail.from().map(List::of).orElse(List.of()))) {
            for (MailAddress address : addresses) {
                text += address.address().length() + address.name().length() + ENTRY;
            }
        }
        for (MailHeader header : mail.headers()) {
            text += header.name().length() + header.value().length() + ENTRY;
        }
        for (String category : mail.categories()) {
            text += category.length() + ENTRY;
        }
        for (MailAttachment attachment : mail.attachments()) {
            text += attachment.name().length()
                    + attachment.contentType().length()
                    + attachment.contentId().map(String::length).orElse(0)
                    + ENTRY;
        }
        return HEAD + text * BYTES_PER_CHARACTER;
    }

    /**
     * The body of the request that creates a draft.
     *
     * @param internetMessageId by which the draft can be found again
     * @param mark by which the message can be found again for good
     */
    RequestContent writeDraft(ComposedMail mail, String internetMessageId, Optional<String> mark) throws IOException {
        return content(expected(mail), (json, contents) -> {
            json.writeStartObject();
            json.writeStringField("internetMessageId", internetMessageId);
            message(json, mail, contents);
            if (mark.isPresent()) {
                mark(json, mark.get());
            }
            json.writeEndObject();
        });
    }

    /** The body of the request that marks a draft. */
    RequestContent writeMark(String mark) throws IOException {
        return content(HEAD, (json, contents) -> {
            json.writeStartObject();
            mark(json, mark);
            json.writeEndObject();
        });
    }

    private static void mark(JsonGenerator json, String mark) throws IOException {
        json.writeArrayFieldStart("singleValueExtendedProperties");
        json.writeStartObject();
        json.writeStringField("id", MailRequests.MARK);
        json.writeStringField("value", mark);
        json.writeEndObject();
        json.writeEndArray();
    }

    /** The body of the request that gives a draft an attachment. @throws IOException as {@link #write} */
    RequestContent writeAttachment(MailAttachment attachment) throws IOException {
        return content(HEAD, (json, contents) -> attachment(json, attachment, contents));
    }

    /**
     * The body of the request for an upload session.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/attachment-createuploadsession">attachment:
     *     createUploadSession</a>
     */
    RequestContent writeUploadSession(MailAttachment attachment) throws IOException {
        return content(HEAD, (json, contents) -> {
            json.writeStartObject();
            json.writeObjectFieldStart("AttachmentItem");
            json.writeStringField("attachmentType", "file");
            json.writeStringField("name", attachment.name());
            json.writeNumberField("size", attachment.source().size());
            json.writeStringField("contentType", attachment.contentType());
            placement(json, attachment);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** The size of the request body in bytes, less the attachments' contents. */
    long sizeWithoutContents(ComposedMail mail) {
        CountingStream counter = new CountingStream();
        try (JsonGenerator json = factory.createGenerator(counter)) {
            request(json, mail, attachment -> json.writeString(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.count();
    }

    private interface Contents {
        void write(MailAttachment attachment) throws IOException;
    }

    private interface Writing {
        void write(JsonGenerator json, Contents contents) throws IOException;
    }

    /** About what a request has beside the contents of attachments. */
    private static int expected(ComposedMail mail) {
        return mail.body().content().length() + HEAD;
    }

    /** Attachments' contents stand beside the JSON as they are: they become Base64 when they are sent. */
    private RequestContent content(int expected, Writing writing) throws IOException {
        RequestBytes bytes = new RequestBytes(expected);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            writing.write(json, attachment -> {
                json.writeString("");
                json.flush();
                // Between the quotes.
                bytes.insertBase64(SizedStream.bytes(attachment.source(), "attachment '" + attachment.name() + "'"), 1);
            });
        }
        return bytes.toContent();
    }

    private static void request(JsonGenerator json, ComposedMail mail, Contents contents) throws IOException {
        if (mail.action() instanceof MailAction.Draft) {
            json.writeStartObject();
            message(json, mail, contents);
            json.writeEndObject();
        } else if (mail.action() instanceof MailAction.Respond) {
            response(json, mail, contents);
        } else {
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            message(json, mail, contents);
            json.writeEndObject();
            if (!mail.saveToSentItems()) {
                json.writeBooleanField("saveToSentItems", false);
            }
            json.writeEndObject();
        }
    }

    /** Plain text is the comment above the quoted message; Graph takes either that or a body of one's own. */
    private static void response(JsonGenerator json, ComposedMail mail, Contents contents) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("message");
        if (!mail.subject().isEmpty()) {
            json.writeStringField("subject", mail.subject());
        }
        if (mail.body().isHtml()) {
            body(json, mail.body());
        }
        fields(json, mail, contents);
        json.writeEndObject();
        if (!mail.body().isHtml()) {
            json.writeStringField("comment", mail.body().content());
        }
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, ComposedMail mail, Contents contents) throws IOException {
        json.writeStringField("subject", mail.subject());
        body(json, mail.body());
        fields(json, mail, contents);
    }

    private static void fields(JsonGenerator json, ComposedMail mail, Contents contents) throws IOException {
        if (mail.from().isPresent()) {
            json.writeFieldName("from");
            recipient(json, mail.from().get());
        }
        recipients(json, "toRecipients", mail.recipients().to());
        recipients(json, "ccRecipients", mail.recipients().cc());
        recipients(json, "bccRecipients", mail.recipients().bcc());
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
        headers(json, mail.headers());
        attachments(json, mail.attachments(), contents);
    }

    /** Left out when there are none: Graph refuses an empty list. */
    private static void headers(JsonGenerator json, List<MailHeader> headers) throws IOException {
        if (headers.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("internetMessageHeaders");
        for (MailHeader header : headers) {
            json.writeStartObject();
            json.writeStringField("name", header.name());
            json.writeStringField("value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void body(JsonGenerator json, MailBody body) throws IOException {
        json.writeObjectFieldStart("body");
        json.writeStringField("contentType", body.isHtml() ? "html" : "text");
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

    private static void attachments(JsonGenerator json, List<MailAttachment> attachments, Contents contents)
            throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attachments");
        for (MailAttachment attachment : attachments) {
            attachment(json, attachment, contents);
        }
        json.writeEndArray();
    }

    private static void attachment(JsonGenerator json, MailAttachment attachment, Contents contents)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("@odata.type", "#microsoft.graph.fileAttachment");
        json.writeStringField("name", attachment.name());
        json.writeStringField("contentType", attachment.contentType());
        placement(json, attachment);
        json.writeFieldName("contentBytes");
        contents.write(attachment);
        json.writeEndObject();
    }

    private static void placement(JsonGenerator json, MailAttachment attachment) throws IOException {
        if (attachment.inline()) {
            json.writeBooleanField("isInline", true);
        }
        if (attachment.contentId().isPresent()) {
            json.writeStringField("contentId", attachment.contentId().get());
        }
    }
}
