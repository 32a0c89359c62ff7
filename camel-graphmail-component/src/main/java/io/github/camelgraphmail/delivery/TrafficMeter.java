package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.graph.GraphResult;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts what a component's mails ask of Graph, and for how long Graph has had mailboxes rest. Nothing is ever reset. Safe for
 * use by many threads, which do not get in each other's way.
 */
public final class TrafficMeter {

    private final OutageLog outages = new OutageLog();
    private final LongAdder requests = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongSupplier nanoTime;

    // All are guarded by this, which is asked for when a pause begins or ends and not for each mail.
    private int resting;
    private long rested;
    private long lastLook;

    public TrafficMeter() {
        this(System::nanoTime);
    }

    TrafficMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
    }

    /** A request is about to be made. */
    void requested() {
        requests.increment();
    }

    /** A request is made for one more time, since it had done nothing or nobody knew what it had done. */
    void repeated() {
        repeated.increment();
    }

    /** What a request came to. */
    void note(GraphResult result) {
        outages.note(result);
        if (result instanceof GraphResult.Answer answer && answer.isThrottled()) {
            throttled.increment();
        }
    }

    /** Another mailbox rests. */
    synchronized void restBegan() {
        look();
        resting++;
    }

    /** A mailbox rests no more. */
    synchronized void restEnded() {
        look();
        resting--;
    }

    private void look() {
        long now = nanoTime.getAsLong();
        rested += resting * (now - lastLook);
        lastLook = now;
    }

    /** How many requests were made for mails, uploads and looks at the mailbox included. */
    public long requests() {
        return requests.sum();
    }

    /** How many of them were made for one more time. */
    public long repeatedRequests() {
        return repeated.sum();
    }

    /** How many of them Graph answered with 429. */
    public long throttledRequests() {
        return throttled.sum();
    }

    /** For how long mailboxes have rested because Graph asked for it, all added up. */
    public synchronized Duration rest() {
        look();
        return Duration.ofNanos(rested);
    }
}
