package io.github.camelgraphmail;

import java.util.Set;
import org.apache.camel.spi.Metadata;

/** The names of the component's message headers. They are taken exactly so: a header in another case steers nothing. */
public final class GraphMailConstants {

    @Metadata(
            label = "producer",
            description = "The mailbox that sends, instead of the endpoint's. Option allowedSenders has to allow it.",
            javaType = "String")
    public static final String SENDER = "CamelGraphMailSender";

    @Metadata(
            label = "producer",
            description = "The To recipients, instead of option to.",
            javaType = "String or Collection")
    public static final String TO = "CamelGraphMailTo";

    @Metadata(
            label = "producer",
            description = "The Cc recipients, instead of option cc.",
            javaType = "String or Collection")
    public static final String CC = "CamelGraphMailCc";

    @Metadata(
            label = "producer",
            description = "The Bcc recipients, instead of option bcc.",
            javaType = "String or Collection")
    public static final String BCC = "CamelGraphMailBcc";

    @Metadata(
            label = "producer",
            description = "Who answers go to, instead of option replyTo.",
            javaType = "String or Collection")
    public static final String REPLY_TO = "CamelGraphMailReplyTo";

    @Metadata(
            label = "producer",
            description = "Another From address (send as, send on behalf), instead of option from.",
            javaType = "String")
    public static final String FROM = "CamelGraphMailFrom";

    @Metadata(label = "producer", description = "The subject, instead of option subject.", javaType = "String")
    public static final String SUBJECT = "CamelGraphMailSubject";

    @Metadata(
            label = "producer",
            description = "text/plain, text/html or message/rfc822, instead of option contentType.",
            javaType = "String")
    public static final String CONTENT_TYPE = "CamelGraphMailContentType";

    @Metadata(
            label = "producer",
            description = "low, normal or high, instead of option importance.",
            javaType = "String")
    public static final String IMPORTANCE = "CamelGraphMailImportance";

    @Metadata(
            label = "producer",
            description = "Outlook categories, instead of option categories.",
            javaType = "String or Collection")
    public static final String CATEGORIES = "CamelGraphMailCategories";

    @Metadata(
            label = "producer",
            description = "Whether the sender's mailbox keeps a copy, instead of option saveToSentItems.",
            javaType = "Boolean")
    public static final String SAVE_TO_SENT_ITEMS = "CamelGraphMailSaveToSentItems";

    @Metadata(
            label = "producer",
            description =
                    "Further headers of the mail, a Map from name to value. Up to five whose names begin with x- travel"
                            + " as JSON; any other makes the mail travel as MIME.",
            javaType = "Map")
    public static final String INTERNET_MESSAGE_HEADERS = "CamelGraphMailInternetMessageHeaders";

    @Metadata(
            label = "producer",
            description = "For operation reply, replyAll and forward: Graph's id of the message to act on. After a mail"
                    + " went by a draft or was left as one: its id, which stays when it moves.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelGraphMailMessageId";

    @Metadata(
            label = "producer",
            description = "After a mail went by a draft or was left as one: the draft's Message-ID.",
            javaType = "String")
    public static final String INTERNET_MESSAGE_ID = "CamelGraphMailInternetMessageId";

    @Metadata(
            label = "producer",
            description = "After sending: Graph's id of the request, for Microsoft's support.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelGraphMailRequestId";

    @Metadata(
            label = "producer",
            description = "After sending: the id that the component gave the request.",
            javaType = "String")
    public static final String CLIENT_REQUEST_ID = "CamelGraphMailClientRequestId";

    @Metadata(
            label = "producer",
            description =
                    "Names the mail: one with the same key is sent once, across retries, redelivery and restarts. It"
                            + " makes the mail go by a draft.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelGraphMailIdempotencyKey";

    @Metadata(
            label = "producer",
            description =
                    "After sending: how the mail was delivered: direct with one request, by a draft (or left as one), or"
                            + " not again because it is a duplicate of one with the same idempotency key.",
            javaType = "String")
    public static final String DELIVERY = "CamelGraphMailDelivery";

    private static final Set<String> ALL = Set.of(
            SENDER,
            TO,
            CC,
            BCC,
            REPLY_TO,
            FROM,
            SUBJECT,
            CONTENT_TYPE,
            IMPORTANCE,
            CATEGORIES,
            SAVE_TO_SENT_ITEMS,
            INTERNET_MESSAGE_HEADERS,
            IDEMPOTENCY_KEY,
            MESSAGE_ID,
            INTERNET_MESSAGE_ID,
            REQUEST_ID,
            CLIENT_REQUEST_ID,
            DELIVERY);

    private GraphMailConstants() {}

    /** The names of all headers. */
    public static Set<String> all() {
        return ALL;
    }
}
