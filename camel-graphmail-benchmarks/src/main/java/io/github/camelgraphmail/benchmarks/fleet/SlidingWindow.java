package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How much there may be within a time, wherever that time begins. Asked and told in the order of time. */
final class SlidingWindow {

    private final long most;
    private final long length;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long sum;

    SlidingWindow(long most, Duration length) {
        this.most = most;
        this.length = length.toNanos();
    }

    private record Entry(long at, long weight) {}

    /** @return whether it found room */
    boolean add(long now, long weight) {
        if (roomAt(now, weight) > now) {
            return false;
        }
        entries.add(new Entry(now, weight));
        sum += weight;
        return true;
    }

    /** The first moment from now on at which so much more has room. More than fits at all does once nothing else is there. */
    long roomAt(long now, long weight) {
        while (!entries.isEmpty() && entries.peek().at() + length <= now) {
            sum -= entries.poll().weight();
        }
        long left = sum;
        long at = now;
        for (Entry entry : entries) {
            if (left + weight <= most || left == 0) {
                return at;
            }
            left -= entry.weight();
            at = entry.at() + length;
        }
        return at;
    }

    /** Adds it at the first moment from the given one on that has room, behind all that was added before. Returns the moment. */
    long addWhenThereIsRoom(long from, long weight) {
        long at = roomAt(
                Math.max(from, entries.isEmpty() ? from : entries.peekLast().at()), weight);
        add(at, weight);
        return at;
    }
}
