package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.examples.bus.outbox.JobFailure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The last failures, no more than so many. Those for now that are of one kind stand together, since an outage makes thousands; each
 * dead letter stands for itself. Not safe for use by many threads.
 */
public final class FailureLog {

    private final int most;
    private final Deque<Entry> newestFirst = new ArrayDeque<>();

    FailureLog(int most) {
        this.most = most;
    }

    /**
     * A failure, or several of one kind.
     *
     * @param first when the first one was
     * @param last when the last one was
     * @param times how many there were
     * @param forGood whether it made a dead letter
     * @param newest the last one
     */
    public record Entry(Instant first, Instant last, long times, boolean forGood, JobFailure newest) {

        private boolean isOfTheKindOf(JobFailure failure) {
            return !forGood
                    && newest.failure().equals(failure.failure())
                    && newest.hint().equals(failure.hint());
        }

        private Entry again(Instant at, JobFailure failure) {
            return new Entry(first, at, times + 1, false, failure);
        }
    }

    void putOff(Instant at, JobFailure failure) {
        Optional<Entry> known = remove(failure);
        add(known.map(entry -> entry.again(at, failure)).orElseGet(() -> new Entry(at, at, 1, false, failure)));
    }

    void dead(Instant at, JobFailure failure) {
        add(new Entry(at, at, 1, true, failure));
    }

    private Optional<Entry> remove(JobFailure failure) {
        for (Iterator<Entry> entries = newestFirst.iterator(); entries.hasNext(); ) {
            Entry entry = entries.next();
            if (entry.isOfTheKindOf(failure)) {
                entries.remove();
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private void add(Entry entry) {
        newestFirst.addFirst(entry);
        if (newestFirst.size() > most) {
            newestFirst.removeLast();
        }
    }

    List<Entry> newestFirst() {
        return List.copyOf(newestFirst);
    }
}
