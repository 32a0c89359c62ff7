package io.github.camelgraphmail.sandbox.core;

import java.util.Objects;

/**
 * How a mail was handed over.
 *
 * @param trace what the requests behind it have in common: the id of sendMail's request, or the immutable id of a draft
 */
public record MailDelivery(Kind kind, String trace) {

    /** By what call. */
    public enum Kind {
        SEND_MAIL("sendMail"),
        DRAFT("draft"),
        REPLY("reply"),
        REPLY_ALL("replyAll"),
        FORWARD("forward");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As Graph calls it. */
        public String label() {
            return label;
        }
    }

    public MailDelivery {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(trace, "trace");
    }

    /** In one request. */
    public static MailDelivery direct(RequestIds request) {
        return new MailDelivery(Kind.SEND_MAIL, request.requestId());
    }
}
