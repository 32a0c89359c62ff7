package io.github.camelgraphmail;

import io.github.camelgraphmail.scope.Access;
import io.github.camelgraphmail.scope.ScopeWatch;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The mailboxes that a component's producers have watched: one watch for each, however many producers want it. */
final class ScopeWatches implements AutoCloseable {

    private final ProducerHealth health;

    // Guarded by this.
    private final Map<Key, Entry> entries = new HashMap<>();
    private boolean closed;

    ScopeWatches(ProducerHealth health) {
        this.health = health;
    }

    /**
     * Which app and which mailbox.
     *
     * @param app what tells it from others
     */
    record Key(Object app, String mailbox, Access expected) {}

    private static final class Entry {
        private final ScopeWatch watch;
        private final Runnable removal;
        private int users;

        private Entry(ScopeWatch watch, Runnable removal) {
            this.watch = watch;
            this.removal = removal;
        }

        private void end() {
            watch.close();
            removal.run();
        }
    }

    /**
     * Has a mailbox watched.
     *
     * @param watch makes the watch, where there is none yet
     * @return gives it up; to be run once
     */
    synchronized Runnable use(Key key, Supplier<ScopeWatch> watch) {
        entries.computeIfAbsent(key, absent -> entry(watch.get())).users++;
        return () -> release(key);
    }

    private Entry entry(ScopeWatch watch) {
        String about = "scope-" + (watch.expected() == Access.BLOCKED ? "not-" : "") + watch.mailbox();
        Entry entry = new Entry(watch, health.add(about, id -> new ScopeHealthCheck(id, watch)));
        watch.start();
        return entry;
    }

    private synchronized void release(Key key) {
        Entry entry = entries.get(key);
        if (!closed && --entry.users == 0) {
            entries.remove(key);
            entry.end();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        entries.values().forEach(Entry::end);
    }
}
