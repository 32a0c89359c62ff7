package io.github.camelgraphmail.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.reactor.IOSession;

/**
 * Where requests get onto a connection. Handing one over takes a lock that the connection's own thread holds while it encrypts,
 * so threads that hand over many would wait for it, and it for them. Therefore one alone is handed over; those that come until
 * the connection's thread begins with it wait here, and that thread takes them all. Safe for use by many threads.
 */
final class Http2Entrance {

    private final IOSession session;
    private final Queue<Http2Exchange> waiting = new ConcurrentLinkedQueue<>();

    /** Whether one is handed over that has not begun. */
    private final AtomicBoolean occupied = new AtomicBoolean();

    Http2Entrance(IOSession session) {
        this.session = session;
    }

    IOSession session() {
        return session;
    }

    void enter(Http2Exchange exchange) {
        waiting.add(exchange);
        admit();
    }

    private void admit() {
        while (!waiting.isEmpty() && occupied.compareAndSet(false, true)) {
            Http2Exchange first = waiting.poll();
            if (first == null) {
                occupied.set(false);
            } else {
                first.whenNoLongerWaiting(this::admitOthers);
                first.runOn(session);
            }
        }
    }

    /** The one that was handed over is being written, or never will be. */
    private void admitOthers() {
        for (Http2Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            next.runOn(session);
        }
        occupied.set(false);
        // One may have come since the queue was found empty.
        admit();
    }
}
