package io.github.camelgraphmail.sandbox.wire.odata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.List;

/** Writes a message that was made here as a client would have, so that changes can be put into it. */
final class MessageWriter {

    ObjectNode write(MailMessage message) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("subject", message.subject())
                .put("importance", message.importance())
                .put("isReadReceiptRequested", message.readReceiptRequested())
                .put("isDeliveryReceiptRequested", message.deliveryReceiptRequested());
        json.putObject("body")
                .put("contentType", message.body().isHtml() ? "html" : "text")
                .put("content", message.body().content());
        message.from().ifPresent(from -> recipient(json.putObject("from"), from));
        recipients(json.putArray("toRecipients"), message.to());
        recipients(json.putArray("ccRecipients"), message.cc());
        recipients(json.putArray("bccRecipients"), message.bcc());
        recipients(json.putArray("replyTo"), message.replyTo());
        message.categories().forEach(json.putArray("categories")::add);
        if (!message.internetMessageHeaders().isEmpty()) {
            ArrayNode headers = json.putArray("internetMessageHeaders");
            message.internetMessageHeaders()
                    .forEach(header ->
                            headers.addObject().put("name", header.name()).put("value", header.value()));
        }
        return json;
    }

    private static void recipients(ArrayNode array, List<MailboxAddress> addresses) {
        addresses.forEach(address -> recipient(array.addObject(), address));
    }

    private static void recipient(ObjectNode recipient, MailboxAddress address) {
        recipient.putObject("emailAddress").put("name", address.name()).put("address", address.address());
    }
}
