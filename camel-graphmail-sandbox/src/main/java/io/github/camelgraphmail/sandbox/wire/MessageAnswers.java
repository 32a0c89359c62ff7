package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.wire.odata.AttachmentKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a message as Graph answers with it: all of it but for attachments, which a query then selects from. */
final class MessageAnswers {

    static final String CONTENT_TYPE =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static final int PREVIEW = 255;

    ObjectNode json(MailItem item, boolean immutableId) {
        MailMessage message = item.message();
        String sent = item.details()
                .sent()
                .map(MessageAnswers::time)
                .orElse(time(item.details().created()));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#users('" + item.mailbox() + "')/messages/$entity")
                .put("@odata.etag", "W/\"" + item.changeKey() + "\"")
                .put("id", immutableId ? item.immutableId() : item.id())
                .put("createdDateTime", time(item.details().created()))
                .put("lastModifiedDateTime", time(item.details().modified()))
                .put("changeKey", item.changeKey());
        message.categories().forEach(json.putArray("categories")::add);
        json.put("receivedDateTime", sent)
                .put("sentDateTime", sent)
                .put("hasAttachments", message.attachments().stream().anyMatch(attachment -> !attachment.inline()))
                .put("internetMessageId", item.internetMessageId())
                .put("subject", message.subject())
                .put("bodyPreview", preview(message.body().content()))
                .put("importance", message.importance())
                .put("parentFolderId", MailFolders.id(item.mailbox(), item.folder()))
                .put("conversationId", conversation(item))
                .put("isDeliveryReceiptRequested", message.deliveryReceiptRequested())
                .put("isReadReceiptRequested", message.readReceiptRequested())
                .put("isRead", item.details().read())
                .put("isDraft", item.isDraft())
                .put("webLink", "https://outlook.office365.com/owa/?ItemID=" + item.changeKey())
                .put("inferenceClassification", "focused");
        json.putObject("body")
                .put("contentType", message.body().isHtml() ? "html" : "text")
                .put("content", message.body().content());
        people(json, item);
        json.putObject("flag").put("flagStatus", item.details().flagStatus());
        ArrayNode headers = json.putArray("internetMessageHeaders");
        message.internetMessageHeaders()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        ArrayNode properties = json.putArray("singleValueExtendedProperties");
        item.extendedProperties()
                .forEach((id, value) -> properties.addObject().put("id", id).put("value", value));
        return json;
    }

    private static void people(ObjectNode json, MailItem item) {
        MailMessage message = item.message();
        MailboxAddress mailbox = new MailboxAddress("", item.mailbox());
        MailboxAddress from = message.from().orElse(mailbox);
        if (item.isDraft() && message.from().isEmpty()) {
            json.putNull("sender").putNull("from");
        } else {
            recipient(json.putObject("sender"), item.details().sender().orElse(from));
            recipient(json.putObject("from"), from);
        }
        recipients(json.putArray("toRecipients"), message.to());
        recipients(json.putArray("ccRecipients"), message.cc());
        recipients(json.putArray("bccRecipients"), message.bcc());
        recipients(json.putArray("replyTo"), message.replyTo());
    }

    /** Those of a message, with their content. */
    void attachments(ArrayNode array, MailItem item) {
        List<MailAttachment> attachments = item.message().attachments();
        for (int i = 0; i < attachments.size(); i++) {
            array.add(attachment(item, i));
        }
    }

    /** @param index of the attachment */
    ObjectNode attachment(MailItem item, int index) {
        MailAttachment attachment = item.message().attachments().get(index);
        AttachmentKind kind = AttachmentKind.of(attachment);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("@odata.type", kind.odataType())
                .put("id", item.details().attachmentIds().get(index))
                .put("lastModifiedDateTime", time(item.details().modified()))
                .put("name", attachment.name())
                .put("contentType", kind == AttachmentKind.FILE ? attachment.contentType() : null)
                .put("size", attachment.size())
                .put("isInline", attachment.inline());
        return kind == AttachmentKind.FILE
                ? json.put("contentId", attachment.contentId().orElse(null))
                        .putNull("contentLocation")
                        .put("contentBytes", Base64.getEncoder().encodeToString(attachment.content()))
                : json;
    }

    /** Whole seconds, as the service writes them. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The same for a mail and what answers it. */
    private static String conversation(MailItem item) {
        String topic = item.message().subject().replaceFirst("(?i)^((re|fw|fwd): )+", "");
        return "AAQk"
                + Base64.getEncoder()
                        .encodeToString(Integer.toHexString((item.mailbox() + topic).hashCode())
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String preview(String content) {
        return content.substring(0, Math.min(PREVIEW, content.length()));
    }

    private static void recipients(ArrayNode array, List<MailboxAddress> addresses) {
        addresses.forEach(address -> recipient(array.addObject(), address));
    }

    private static void recipient(ObjectNode recipient, MailboxAddress address) {
        recipient.putObject("emailAddress").put("name", address.name()).put("address", address.address());
    }

    /** With the header that says which ids were wanted. */
    static GraphAnswer answer(int status, GraphRequest request, ObjectNode body) {
        GraphAnswer answer = GraphAnswer.json(status, body);
        if (!request.wantsImmutableIds()) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Preference-Applied", "IdType=\"ImmutableId\"");
        return new GraphAnswer(status, headers, answer.body());
    }
}
