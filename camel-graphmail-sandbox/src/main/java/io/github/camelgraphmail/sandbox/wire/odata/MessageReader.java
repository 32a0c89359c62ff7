package io.github.camelgraphmail.sandbox.wire.odata;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Takes the fields of a message out of JSON that was found to be of the type. */
final class MessageReader {

    MailMessage read(JsonNode message) {
        return new MailMessage(
                Optional.of(message.path("from"))
                        .filter(from -> from.hasNonNull("emailAddress"))
                        .map(MessageReader::address),
                list(message, "toRecipients", MessageReader::address),
                list(message, "ccRecipients", MessageReader::address),
                list(message, "bccRecipients", MessageReader::address),
                list(message, "replyTo", MessageReader::address),
                text(message, "subject"),
                body(message.path("body")),
                importance(message),
                message.path("isReadReceiptRequested").asBoolean(),
                message.path("isDeliveryReceiptRequested").asBoolean(),
                list(message, "categories", JsonNode::asText),
                list(message, "internetMessageHeaders", MessageReader::header),
                list(message, "attachments", this::attachment));
    }

    /** What marks the message. */
    MailStamp stamp(JsonNode message) {
        Map<String, String> properties = new HashMap<>();
        message.path("singleValueExtendedProperties")
                .forEach(property -> properties.put(text(property, "id"), text(property, "value")));
        return new MailStamp(
                Optional.ofNullable(textOrNull(message, "internetMessageId")),
                properties,
                Optional.of(message.path("isRead"))
                        .filter(read -> !read.isMissingNode())
                        .map(JsonNode::asBoolean),
                Optional.ofNullable(textOrNull(message.path("flag"), "flagStatus")));
    }

    UploadSession.Announced announced(JsonNode item) {
        return new UploadSession.Announced(
                text(item, "name"),
                textOrNull(item, "contentType"),
                item.path("size").asLong(),
                item.path("isInline").asBoolean(),
                textOrNull(item, "contentId"));
    }

    /** Nobody, where there is no list. */
    List<MailboxAddress> recipients(JsonNode list) {
        return list == null
                ? List.of()
                : StreamSupport.stream(list.spliterator(), false)
                        .map(MessageReader::address)
                        .toList();
    }

    private static MailboxAddress address(JsonNode recipient) {
        JsonNode emailAddress = recipient.path("emailAddress");
        return new MailboxAddress(text(emailAddress, "name"), text(emailAddress, "address"));
    }

    private static InternetMessageHeader header(JsonNode header) {
        return new InternetMessageHeader(text(header, "name"), text(header, "value"));
    }

    private static MailBody body(JsonNode body) {
        boolean html = text(body, "contentType").equalsIgnoreCase("html");
        return new MailBody(html ? MailBody.Type.HTML : MailBody.Type.TEXT, text(body, "content"));
    }

    private static String importance(JsonNode message) {
        String importance = text(message, "importance");
        return importance.isEmpty() ? "normal" : importance.toLowerCase(Locale.ROOT);
    }

    MailAttachment attachment(JsonNode attachment) {
        AttachmentKind kind =
                AttachmentKind.named(attachment.path("@odata.type").asText());
        if (kind != AttachmentKind.FILE) {
            return notAFile(kind, attachment);
        }
        return new MailAttachment(
                text(attachment, "name"),
                textOrNull(attachment, "contentType"),
                Base64.getDecoder().decode(text(attachment, "contentBytes")),
                attachment.path("isInline").asBoolean(),
                textOrNull(attachment, "contentId"));
    }

    /** What is attached is kept as the JSON that it came as; of a link nothing is known. */
    private static MailAttachment notAFile(AttachmentKind kind, JsonNode attachment) {
        String item = attachment.has("item") ? attachment.path("item").toString() : "";
        return new MailAttachment(
                text(attachment, "name"),
                kind.keptAs(),
                item.getBytes(StandardCharsets.UTF_8),
                attachment.path("isInline").asBoolean(),
                null);
    }

    private static <T> List<T> list(JsonNode owner, String property, Function<JsonNode, T> item) {
        return StreamSupport.stream(owner.path(property).spliterator(), false)
                .map(item)
                .toList();
    }

    private static String text(JsonNode owner, String property) {
        return Optional.ofNullable(textOrNull(owner, property)).orElse("");
    }

    private static String textOrNull(JsonNode owner, String property) {
        JsonNode value = owner.path(property);
        return value.isTextual() ? value.textValue() : null;
    }
}
