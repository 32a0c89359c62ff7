package io.github.camelgraphmail.examples.bus.outbox;

/**
 * Hears what becomes of jobs, before the transaction that it is part of ends. It is called on the threads of routes, many at a
 * time, and returns at once.
 */
public interface JobListener {

    /** A job is on its way into the outbox. @param input the route it came by */
    void taken(String input);

    /** A job is a mail now. */
    void sent();

    /** A job was a mail before. */
    void wasSentBefore();

    /** A job goes back to the outbox, to be tried again. */
    void putOff(JobFailure failure);

    /** A job is a dead letter now. */
    void dead(JobFailure failure);
}
