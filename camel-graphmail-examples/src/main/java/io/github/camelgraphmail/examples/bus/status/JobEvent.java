package io.github.camelgraphmail.examples.bus.status;

/** What can become of a job. */
enum JobEvent {

    /** An input has put it into the outbox. */
    TAKEN,

    /** Graph has accepted it. */
    SENT,

    /** It was sent before. */
    DUPLICATE,

    /** It is tried again later: nothing was sent. */
    PUT_OFF,

    /** It is tried again later: perhaps it was sent, which is looked for then. */
    UNKNOWN,

    /** It is a dead letter. */
    DEAD
}
