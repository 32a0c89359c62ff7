package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.PriorityQueue;

/** What happens when, in simulated time: nanoseconds since the beginning. What is due at once happens in the order of asking. */
final class Agenda {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long number;

    private record Entry(long at, long number, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    long now() {
        return now;
    }

    void at(long moment, Runnable action) {
        entries.add(new Entry(Math.max(moment, now), number++, action));
    }

    void after(Duration wait, Runnable action) {
        at(now + wait.toNanos(), action);
    }

    /** Until nothing is left to happen. */
    void run() {
        for (Entry next = entries.poll(); next != null; next = entries.poll()) {
            now = next.at();
            next.action().run();
        }
    }
}
