package io.github.camelgraphmail.examples.bus.status;

/** A queue of the bus, by what it is for. */
public enum BusQueue {
    JOBS("jobs"),
    OUTBOX("outbox"),
    DEAD("dead");

    private final String id;

    BusQueue(String id) {
        this.id = id;
    }

    /** As meters have it, and the setting {@code bus.queue.*}. */
    public String id() {
        return id;
    }
}
