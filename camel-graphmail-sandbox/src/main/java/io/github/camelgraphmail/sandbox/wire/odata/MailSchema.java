package io.github.camelgraphmail.sandbox.wire.odata;

import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.BINARY;
import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.BOOLEAN;
import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.DATE_TIME_OFFSET;
import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.INT32;
import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.INT64;
import static io.github.camelgraphmail.sandbox.wire.odata.EdmType.Primitive.STRING;
import static java.util.Map.entry;

import io.github.camelgraphmail.sandbox.wire.odata.EdmType.Collection;
import io.github.camelgraphmail.sandbox.wire.odata.EdmType.Enumeration;
import io.github.camelgraphmail.sandbox.wire.odata.EdmType.Polymorphic;
import io.github.camelgraphmail.sandbox.wire.odata.EdmType.Structured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mail part of Microsoft Graph v1.0's metadata (CSDL), as types that a request is held against.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/message">message resource type</a>
 */
final class MailSchema {

    private static final EdmType IMPORTANCE =
            new Enumeration("microsoft.graph.importance", List.of("low", "normal", "high"));
    private static final EdmType BODY_TYPE = new Enumeration("microsoft.graph.bodyType", List.of("text", "html"));
    private static final EdmType INFERENCE_CLASSIFICATION =
            new Enumeration("microsoft.graph.inferenceClassificationType", List.of("focused", "other"));
    private static final EdmType FLAG_STATUS =
            new Enumeration("microsoft.graph.followupFlagStatus", List.of("notFlagged", "complete", "flagged"));

    private static final EdmType RECIPIENT = closed(
            "recipient", Map.of("emailAddress", closed("emailAddress", Map.of("address", STRING, "name", STRING))));
    static final EdmType RECIPIENTS = new Collection(RECIPIENT);

    private static final EdmType ITEM_BODY = closed("itemBody", Map.of("content", STRING, "contentType", BODY_TYPE));

    private static final EdmType DATE_TIME_TIME_ZONE =
            closed("dateTimeTimeZone", Map.of("dateTime", STRING, "timeZone", STRING));

    private static final EdmType FLAG = closed(
            "followupFlag",
            Map.of(
                    "completedDateTime", DATE_TIME_TIME_ZONE,
                    "dueDateTime", DATE_TIME_TIME_ZONE,
                    "flagStatus", FLAG_STATUS,
                    "startDateTime", DATE_TIME_TIME_ZONE));

    private static final EdmType HEADER = closed("internetMessageHeader", Map.of("name", STRING, "value", STRING));

    private static final Structured FILE_ATTACHMENT = closed(
            "fileAttachment",
            Map.ofEntries(
                    entry("id", STRING),
                    entry("contentType", STRING),
                    entry("isInline", BOOLEAN),
                    entry("lastModifiedDateTime", DATE_TIME_OFFSET),
                    entry("name", STRING),
                    entry("size", INT32),
                    entry("contentBytes", BINARY),
                    entry("contentId", STRING),
                    entry("contentLocation", STRING)));

    private static final Map<String, EdmType> ANY_ATTACHMENT = Map.of(
            "id", STRING,
            "contentType", STRING,
            "isInline", BOOLEAN,
            "lastModifiedDateTime", DATE_TIME_OFFSET,
            "name", STRING,
            "size", INT32);

    /** Of what is attached not more than that it is an item: the types of calendars and contacts are not here. */
    private static final Structured ITEM_ATTACHMENT = closed(
            "itemAttachment",
            and(ANY_ATTACHMENT, "item", new Structured("microsoft.graph.outlookItem", Map.of(), true)));

    private static final Structured REFERENCE_ATTACHMENT = closed("referenceAttachment", ANY_ATTACHMENT);

    static final EdmType ATTACHMENT = new Polymorphic(
            "microsoft.graph.attachment",
            Stream.of(FILE_ATTACHMENT, ITEM_ATTACHMENT, REFERENCE_ATTACHMENT)
                    .collect(Collectors.toMap(Structured::name, type -> type)));

    static final EdmType ATTACHMENT_ITEM = closed(
            "attachmentItem",
            Map.of(
                    "attachmentType",
                            new Enumeration("microsoft.graph.attachmentType", List.of("file", "item", "reference")),
                    "contentId", STRING,
                    "contentType", STRING,
                    "isInline", BOOLEAN,
                    "name", STRING,
                    "size", INT64));

    private static final EdmType SINGLE_VALUE_PROPERTY =
            closed("singleValueLegacyExtendedProperty", Map.of("id", STRING, "value", STRING));
    private static final EdmType MULTI_VALUE_PROPERTY =
            closed("multiValueLegacyExtendedProperty", Map.of("id", STRING, "value", new Collection(STRING)));

    static final Structured MESSAGE = new Structured(
            "microsoft.graph.message",
            Map.ofEntries(
                    entry("id", STRING),
                    entry("categories", new Collection(STRING)),
                    entry("changeKey", STRING),
                    entry("createdDateTime", DATE_TIME_OFFSET),
                    entry("lastModifiedDateTime", DATE_TIME_OFFSET),
                    entry("bccRecipients", RECIPIENTS),
                    entry("body", ITEM_BODY),
                    entry("bodyPreview", STRING),
                    entry("ccRecipients", RECIPIENTS),
                    entry("conversationId", STRING),
                    entry("conversationIndex", BINARY),
                    entry("flag", FLAG),
                    entry("from", RECIPIENT),
                    entry("hasAttachments", BOOLEAN),
                    entry("importance", IMPORTANCE),
                    entry("inferenceClassification", INFERENCE_CLASSIFICATION),
                    entry("internetMessageHeaders", new Collection(HEADER)),
                    entry("internetMessageId", STRING),
                    entry("isDeliveryReceiptRequested", BOOLEAN),
                    entry("isDraft", BOOLEAN),
                    entry("isRead", BOOLEAN),
                    entry("isReadReceiptRequested", BOOLEAN),
                    entry("parentFolderId", STRING),
                    entry("receivedDateTime", DATE_TIME_OFFSET),
                    entry("replyTo", RECIPIENTS),
                    entry("sender", RECIPIENT),
                    entry("sentDateTime", DATE_TIME_OFFSET),
                    entry("subject", STRING),
                    entry("toRecipients", RECIPIENTS),
                    entry("uniqueBody", ITEM_BODY),
                    entry("webLink", STRING),
                    entry("attachments", new Collection(ATTACHMENT)),
                    entry("singleValueExtendedProperties", new Collection(SINGLE_VALUE_PROPERTY)),
                    entry("multiValueExtendedProperties", new Collection(MULTI_VALUE_PROPERTY))),
            true);

    static final EdmType SAVE_TO_SENT_ITEMS = BOOLEAN;
    static final EdmType COMMENT = STRING;

    private MailSchema() {}

    private static Map<String, EdmType> and(Map<String, EdmType> properties, String name, EdmType type) {
        Map<String, EdmType> all = new HashMap<>(properties);
        all.put(name, type);
        return all;
    }

    private static Structured closed(String name, Map<String, EdmType> properties) {
        return new Structured("microsoft.graph." + name, properties, false);
    }
}
