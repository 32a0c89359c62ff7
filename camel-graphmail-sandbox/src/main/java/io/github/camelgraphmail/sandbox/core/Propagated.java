package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * A setting whose changes take effect after a while: what was set is one thing, what the service goes by another. Safe for use by
 * many threads.
 *
 * @param <T> of the setting, immutable
 */
public final class Propagated<T> {

    private final Propagation propagation;

    /** In the order of their making, each with all that was changed before it; the first is in effect. */
    private final Deque<Change<T>> changes = new ArrayDeque<>();

    private record Change<T>(Instant effect, T state) {}

    /** @param initial in effect at once */
    public Propagated(Propagation propagation, T initial) {
        this.propagation = propagation;
        reset(initial);
    }

    /** As it was set last. */
    public synchronized T set() {
        return changes.getLast().state();
    }

    /** What the service goes by now. */
    public synchronized T effective() {
        Instant now = propagation.now();
        T effective = changes.getFirst().state();
        for (Iterator<Change<T>> later = changes.iterator(); later.hasNext(); ) {
            Change<T> change = later.next();
            if (!change.effect().isAfter(now)) {
                effective = change.state();
            }
        }
        while (changes.size() > 1 && changes.getFirst().state() != effective) {
            changes.removeFirst();
        }
        return effective;
    }

    /** Changes what was set last; the service goes by it after the delay. */
    public synchronized void change(UnaryOperator<T> change) {
        T changed = change.apply(set());
        effective();
        changes.addLast(new Change<>(propagation.effect(), changed));
    }

    /** Starts anew, without a delay. */
    public synchronized void reset(T initial) {
        changes.clear();
        changes.add(new Change<>(Instant.MIN, initial));
    }
}
