package io.github.camelgraphmail.delivery;

/** How a mail went out, as header {@code CamelGraphMailDelivery} says it. */
public enum DeliveryKind {
    /** With one request that sends it. */
    DIRECT("direct"),
    /** As a draft. */
    DRAFT("draft"),
    /** Not now: what the idempotency key names has been done before. */
    DUPLICATE("duplicate");

    private final String header;

    DeliveryKind(String header) {
        this.header = header;
    }

    public String headerValue() {
        return header;
    }
}
