package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.List;
import java.util.UUID;

/** Writes a message as Graph answers with it. */
final class MessageAnswers {

    static final String CONTENT_TYPE =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static final int PREVIEW = 255;

    ObjectNode json(MailItem item, boolean immutableId) {
        MailMessage message = item.message();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#users('" + item.mailbox() + "')/messages/$entity")
                .put("id", immutableId ? item.immutableId() : item.id())
                .put("internetMessageId", item.internetMessageId())
                .put("subject", message.subject())
                .put("bodyPreview", preview(message.body().content()))
                .put("importance", message.importance())
                .put("hasAttachments", !message.attachments().isEmpty())
                .put("isDraft", item.isDraft())
                .put("isRead", true);
        json.putObject("body")
                .put("contentType", message.body().isHtml() ? "html" : "text")
                .put("content", message.body().content());
        recipients(json.putArray("toRecipients"), message.to());
        recipients(json.putArray("ccRecipients"), message.cc());
        recipients(json.putArray("bccRecipients"), message.bcc());
        recipients(json.putArray("replyTo"), message.replyTo());
        return json;
    }

    /** Of a file, without its content. */
    ObjectNode attachment(MailAttachment attachment) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("@odata.type", "#microsoft.graph.fileAttachment")
                .put("id", "AAMk" + UUID.randomUUID())
                .put("name", attachment.name())
                .put("contentType", attachment.contentType())
                .put("size", attachment.size())
                .put("isInline", attachment.inline())
                .put("contentId", attachment.contentId().orElse(null));
    }

    private static String preview(String content) {
        return content.substring(0, Math.min(PREVIEW, content.length()));
    }

    private static void recipients(ArrayNode array, List<MailboxAddress> addresses) {
        addresses.forEach(address -> array.addObject()
                .putObject("emailAddress")
                .put("name", address.name())
                .put("address", address.address()));
    }
}
