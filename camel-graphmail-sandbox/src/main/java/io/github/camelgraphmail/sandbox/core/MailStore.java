package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import io.github.camelgraphmail.sandbox.core.search.MailQuery;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The accepted mails, newest kept: past its limits the oldest falls out. Safe for use by many threads; who reads or searches
 * holds up nobody who sends.
 */
public final class MailStore {

    private final StoreLimits limits;
    private final ContentFiles files;
    private final NavigableMap<Long, KeptMail> mails = new ConcurrentSkipListMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private long accepted;
    private long heldBytes;
    private volatile int kept;
    private volatile int unread;

    /**
     * @param limits past which the oldest mail falls out
     * @param files where what is large in them goes
     */
    public MailStore(StoreLimits limits, ContentFiles files) {
        this.limits = limits;
        this.files = files;
    }

    /** Adds the mail that {@code withId} makes of its new id, and answers it with what is large in it in files. */
    public AcceptedMail add(LongFunction<AcceptedMail> withId) {
        AcceptedMail mail;
        synchronized (this) {
            AcceptedMail given = withId.apply(accepted + 1);
            mail = given.with(files.keep(given.message()), files.keep(given.source()));
            accepted++;
            mails.put(mail.id(), new KeptMail(mail));
            kept++;
            unread++;
            heldBytes += mail.heldBytes();
            while (kept > limits.mails() || kept > 1 && heldBytes > limits.heldBytes()) {
                drop(mails.firstKey());
            }
        }
        changed();
        return mail;
    }

    private Optional<KeptMail> drop(long id) {
        KeptMail dropped = mails.remove(id);
        if (dropped == null) {
            return Optional.empty();
        }
        kept--;
        heldBytes -= dropped.mail().heldBytes();
        files.release(dropped.mail().message(), dropped.mail().source());
        if (!dropped.isRead()) {
            unread--;
        }
        return Optional.of(dropped);
    }

    /** The kept mails in the order of acceptance. */
    public List<AcceptedMail> all() {
        return mails.values().stream().map(KeptMail::mail).toList();
    }

    /** The kept mails, newest first. */
    public List<AcceptedMail> newestFirst() {
        return mails.descendingMap().values().stream().map(KeptMail::mail).toList();
    }

    public Optional<AcceptedMail> find(long id) {
        return Optional.ofNullable(mails.get(id)).map(KeptMail::mail);
    }

    /** Like {@link #find}, with whether it was opened. */
    public Optional<ListedMail> findListed(long id) {
        return Optional.ofNullable(mails.get(id)).map(KeptMail::listed);
    }

    /**
     * The mails that meet a query, newest first.
     *
     * @param skip how many of them to leave out; where there are no more than that, the last ones are answered
     * @param limit how many to answer at most
     */
    public MailSlice search(MailQuery query, int skip, int limit) {
        List<KeptMail> found = matching(query).toList();
        int first = skip < found.size() ? skip : Math.max(0, (found.size() - 1) / limit * limit);
        return new MailSlice(
                found.stream().skip(first).limit(limit).map(KeptMail::listed).toList(),
                first,
                found.size(),
                kept,
                unread);
    }

    /** What stands next to a mail among those that meet a query. */
    public MailNeighbours neighbours(MailQuery query, long id) {
        return new MailNeighbours(
                next(query, mails.tailMap(id, false).values()),
                next(query, mails.headMap(id, false).descendingMap().values()));
    }

    private static OptionalLong next(MailQuery query, Iterable<KeptMail> mails) {
        for (KeptMail mail : mails) {
            if (isMet(query, mail)) {
                return OptionalLong.of(mail.mail().id());
            }
        }
        return OptionalLong.empty();
    }

    private Stream<KeptMail> matching(MailQuery query) {
        return mails.descendingMap().values().stream().filter(mail -> isMet(query, mail));
    }

    private static boolean isMet(MailQuery query, KeptMail mail) {
        return query.isAll() || query.isMetBy(mail.searchable(), mail.isRead());
    }

    /** Notes that somebody has opened a mail, or takes that back. */
    public void markRead(long id, boolean read) {
        synchronized (this) {
            KeptMail mail = mails.get(id);
            if (mail == null || mail.isRead() == read) {
                return;
            }
            mail.setRead(read);
            unread += read ? -1 : 1;
        }
        changed();
    }

    /** Notes of all mails that meet a query that they were opened. */
    public void markAllRead(MailQuery query) {
        synchronized (this) {
            matching(query).filter(mail -> !mail.isRead()).toList().forEach(mail -> {
                mail.setRead(true);
                unread--;
            });
        }
        changed();
    }

    /** @return whether there was one of this id */
    public boolean remove(long id) {
        Optional<KeptMail> dropped;
        synchronized (this) {
            dropped = drop(id);
        }
        dropped.ifPresent(mail -> changed());
        return dropped.isPresent();
    }

    /** Forgets the mails that meet a query. */
    public void removeAll(MailQuery query) {
        List<Long> found = matching(query).map(mail -> mail.mail().id()).toList();
        synchronized (this) {
            found.forEach(this::drop);
        }
        changed();
    }

    /** How many mails were accepted since the start, also those that have fallen out or were cleared. */
    public synchronized long accepted() {
        return accepted;
    }

    /** How many of the kept mails nobody has opened. */
    public int unread() {
        return unread;
    }

    public void clear() {
        removeAll(MailQuery.ALL);
    }

    /**
     * Has somebody told of each change, on the thread that makes it.
     *
     * @param listener must not block
     */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** How often the mails have changed, to tell whether they have since. */
    public long changes() {
        return changes.get();
    }

    private void changed() {
        changes.incrementAndGet();
        listeners.forEach(Runnable::run);
    }
}
