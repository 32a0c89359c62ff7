package io.github.camelgraphmail.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The requests under way. Those that have not ended in time are ended: it is looked after them a few times a second while there are any, since
 * a timer for each costs more than the request's own work.
 */
final class PendingCalls {

    private static final long INTERVAL_MILLIS = 50;

    private final Set<PendingCall> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    void add(PendingCall call) {
        calls.add(call);
        call.outcome().thenAccept(outcome -> calls.remove(call));
        watch();
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::look);
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            calls.forEach(call -> call.endIfLate(now));
        } finally {
            watched.set(false);
        }
        if (!calls.isEmpty()) {
            watch();
        }
    }

    void forEach(Consumer<PendingCall> action) {
        calls.forEach(action);
    }
}
