package io.github.camelgraphmail.examples.bus.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/** A job as its JSON has it; null is what was left out. docs/mail-job.schema.json says what each field means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "sender",
    "from",
    "to",
    "cc",
    "bcc",
    "replyTo",
    "subject",
    "text",
    "html",
    "importance",
    "categories",
    "headers",
    "attachments",
    "mime"
})
record JobDocument(
        String id,
        String sender,
        String from,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        List<String> replyTo,
        String subject,
        String text,
        String html,
        String importance,
        List<String> categories,
        Map<String, String> headers,
        List<Attachment> attachments,
        byte[] mime) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"name", "contentType", "contentId", "content", "file"})
    record Attachment(String name, String contentType, String contentId, byte[] content, String file) {}
}
