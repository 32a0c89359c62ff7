package io.github.camelgraphmail;

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
            description = "text/plain or text/html, instead of option contentType.",
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
            description = "After sending: how the mail was delivered: direct, with one sendMail request.",
            javaType = "String")
    public static final String DELIVERY = "CamelGraphMailDelivery";

    private GraphMailConstants() {}
}
