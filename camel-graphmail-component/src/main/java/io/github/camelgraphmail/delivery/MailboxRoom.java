package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds how many mails of a mailbox are on their way, waiting ones included: whoever brings one more is held back until one
 * of them has come to its end. So a route that is faster than Graph slows down where its mails come from, and memory
 * does not grow. A mailbox without mails costs nothing. Safe for use by many threads.
 */
public final class MailboxRoom implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();

    // Both are guarded by the lock.
    private final Map<String, Space> spaces = new HashMap<>();
    private boolean closed;

    private final class Space {
        private final Condition freed = lock.newCondition();
        private int mails;
        private int heldBack;

        private boolean isUnused() {
            return mails == 0 && heldBack == 0;
        }
    }

    /**
     * Lets a mail in, when there is room for it. {@link #leave} has to follow.
     *
     * @param most how many mails of the mailbox there may be with this one
     * @throws GraphUnavailableException when the room is closed meanwhile, or the thread interrupted; the mail is not in then
     */
    void enter(String mailbox, int most) {
        lock.lock();
        try {
            Space space = spaces.computeIfAbsent(mailbox, absent -> new Space());
            space.heldBack++;
            try {
                while (!closed && space.mails >= most) {
                    space.freed.await();
                }
                if (closed) {
                    throw refusal("ended because the component was stopped", null);
                }
                space.mails++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refusal("was interrupted", e);
            } finally {
                space.heldBack--;
                forgetUnused(mailbox);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave(String mailbox) {
        lock.lock();
        try {
            Space space = spaces.get(mailbox);
            space.mails--;
            // All: endpoints may have other limits, so that the one who waits longest need not be the one who has room.
            space.freed.signalAll();
            forgetUnused(mailbox);
        } finally {
            lock.unlock();
        }
    }

    private void forgetUnused(String mailbox) {
        spaces.computeIfPresent(mailbox, (name, space) -> space.isUnused() ? null : space);
    }

    /** The mailboxes that have mails on their way or held back, by name. */
    Map<String, MailboxLoad> loads() {
        Map<String, MailboxLoad> loads = new HashMap<>();
        lock.lock();
        try {
            spaces.forEach((mailbox, space) ->
                    loads.put(mailbox, new MailboxLoad(mailbox, space.mails, 0, space.heldBack, false)));
        } finally {
            lock.unlock();
        }
        return loads;
    }

    /** How many mailboxes have mails on their way or held back. */
    int busyMailboxes() {
        lock.lock();
        try {
            return spaces.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. Who is held back goes away with an exception. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            spaces.values().forEach(space -> space.freed.signalAll());
        } finally {
            lock.unlock();
        }
    }

    private static GraphUnavailableException refusal(String what, Throwable cause) {
        return new GraphUnavailableException(
                "The wait for room among the mailbox's mails " + what
                        + " (option maxPendingPerMailbox). The mail was not sent.",
                "Sending it again is safe.",
                FailureDetails.NONE,
                cause);
    }
}
