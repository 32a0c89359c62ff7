package io.github.camelgraphmail.sandbox.core;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the requests of each application to each mailbox, as Outlook does: four at a time, the next is refused. Safe for use
 * by many threads.
 *
 * @see <a href="https://learn.microsoft.com/graph/throttling-limits">Microsoft Graph service-specific throttling limits</a>
 */
public final class MailboxLimits {

    private final int concurrent;
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final Map<String, Integer> most = new HashMap<>();
    private long refused;

    /** @param concurrent how many requests may be in flight */
    public MailboxLimits(int concurrent) {
        this.concurrent = concurrent;
    }

    /** Whether a request may go on; then {@link #leave} has to follow. */
    public synchronized boolean enter(String clientId, String mailbox) {
        String key = key(clientId, mailbox);
        int now = inFlight.getOrDefault(key, 0);
        if (now >= concurrent) {
            refused++;
            return false;
        }
        inFlight.put(key, now + 1);
        most.merge(mailbox.toLowerCase(Locale.ROOT), now + 1, Math::max);
        return true;
    }

    public synchronized void leave(String clientId, String mailbox) {
        inFlight.computeIfPresent(key(clientId, mailbox), (key, count) -> count > 1 ? count - 1 : null);
    }

    /** How many requests were refused. */
    public synchronized long refused() {
        return refused;
    }

    /** The most requests that were in flight for a mailbox at a time. */
    public synchronized int mostInFlight(String mailbox) {
        return most.getOrDefault(mailbox.toLowerCase(Locale.ROOT), 0);
    }

    private static String key(String clientId, String mailbox) {
        return (clientId + " " + mailbox).toLowerCase(Locale.ROOT);
    }
}
