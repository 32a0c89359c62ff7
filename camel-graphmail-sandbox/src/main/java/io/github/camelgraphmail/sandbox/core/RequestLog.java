package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last requests of applications. Safe for use by many threads. */
public final class RequestLog {

    private final int capacity;
    private final Deque<LoggedRequest> requests = new ArrayDeque<>();

    /** @param capacity how many are kept; past it the oldest falls out */
    public RequestLog(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(LoggedRequest request) {
        requests.addLast(request);
        if (requests.size() > capacity) {
            requests.removeFirst();
        }
    }

    /** The last so many requests, newest first. */
    public synchronized List<LoggedRequest> newest(int limit) {
        List<LoggedRequest> newest = new ArrayList<>(Math.min(limit, requests.size()));
        requests.descendingIterator().forEachRemaining(request -> {
            if (newest.size() < limit) {
                newest.add(request);
            }
        });
        return newest;
    }

    /**
     * The requests that made a mail, in the order of their coming, as far as they are still kept. Those that a client made under the
     * same client-request-id and that came to nothing are among them.
     */
    public synchronized List<LoggedRequest> behind(AcceptedMail mail) {
        List<LoggedRequest> behind = new ArrayList<>();
        for (LoggedRequest request : requests) {
            if (request.trace().map(mail.delivery().trace()::equals).orElse(false)
                    || request.ids().clientRequestId().equals(mail.request().clientRequestId())) {
                behind.add(request);
            }
        }
        return Collections.unmodifiableList(behind);
    }

    public synchronized void clear() {
        requests.clear();
    }
}
