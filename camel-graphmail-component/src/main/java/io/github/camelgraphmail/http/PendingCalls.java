package io.github.camelgraphmail.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests under way. Those that have not ended in time are ended: it is looked after them a few times a second while there are any, since
 * a timer for each costs more than the request's own work.
 */
final class PendingCalls {

    private static final long INTERVAL_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PendingCalls.class);

    private final Set<PendingCall> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    void add(PendingCall call) {
        calls.add(call);
        call.outcome().thenAccept(outcome -> calls.remove(call));
        watch();
    }

    /** On the JDK's own thread for delays: the common pool may be full of those who wait for a mail. */
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(this::look);
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            calls.forEach(call -> endIfLate(call, now));
        } finally {
            watched.set(false);
            if (!calls.isEmpty()) {
                watch();
            }
        }
    }

    private static void endIfLate(PendingCall call, long now) {
        try {
            call.endIfLate(now);
        } catch (RuntimeException e) {
            // What follows on one request has nothing to do with the others.
            LOG.error("What follows on a late request has failed", e);
        }
    }

    void forEach(Consumer<PendingCall> action) {
        calls.forEach(action);
    }
}
