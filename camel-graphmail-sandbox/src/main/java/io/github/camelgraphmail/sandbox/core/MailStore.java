package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The accepted mails, newest kept: past the capacity the oldest falls out. Safe for use by many threads. */
public final class MailStore {

    private final int capacity;
    private final Deque<AcceptedMail> mails = new ArrayDeque<>();
    private long accepted;

    public MailStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + ", but a sandbox keeps at least one mail");
        }
        this.capacity = capacity;
    }

    /** Adds the mail that {@code withId} makes of its new id. */
    public synchronized AcceptedMail add(LongFunction<AcceptedMail> withId) {
        AcceptedMail mail = withId.apply(accepted + 1);
        accepted++;
        mails.addLast(mail);
        if (mails.size() > capacity) {
            mails.removeFirst();
        }
        return mail;
    }

    /** The kept mails in the order of acceptance. */
    public synchronized List<AcceptedMail> all() {
        return List.copyOf(mails);
    }

    /** The kept mails, newest first. */
    public synchronized List<AcceptedMail> newestFirst() {
        List<AcceptedMail> newest = new ArrayList<>(mails);
        Collections.reverse(newest);
        return newest;
    }

    public synchronized Optional<AcceptedMail> find(long id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst();
    }

    /** How many mails were accepted since the start, also those that have fallen out or were cleared. */
    public synchronized long accepted() {
        return accepted;
    }

    public synchronized void clear() {
        mails.clear();
    }
}
