package io.github.camelgraphmail.examples.bus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of the last so many slices of time, the one under way among them. It holds no more than these. Not safe for use by many
 * threads.
 */
public final class EventWindow {

    private final long sliceMillis;
    private final Slice[] ring;

    EventWindow(Duration slice, int slices) {
        this.sliceMillis = slice.toMillis();
        this.ring = new Slice[slices];
    }

    /**
     * A slice of time.
     *
     * @param begin a multiple of its length since 1970
     */
    public record Slice(Instant begin, JobCounts counts) {}

    /** @param at earlier than what the window reaches back to counts for nothing */
    void note(Instant at, JobEvent event) {
        Instant begin = begin(at);
        Slice there = ring[index(begin)];
        if (there == null || there.begin().isBefore(begin)) {
            ring[index(begin)] = new Slice(begin, JobCounts.NONE.and(event));
        } else if (there.begin().equals(begin)) {
            ring[index(begin)] = new Slice(begin, there.counts().and(event));
        }
    }

    /** The slices up to now, oldest first, as many as the window has. */
    List<Slice> slices(Instant now) {
        Instant last = begin(now);
        List<Slice> slices = new ArrayList<>(ring.length);
        for (int back = ring.length - 1; back >= 0; back--) {
            Instant begin = last.minusMillis(back * sliceMillis);
            Slice there = ring[index(begin)];
            slices.add(there != null && there.begin().equals(begin) ? there : new Slice(begin, JobCounts.NONE));
        }
        return slices;
    }

    JobCounts sum(Instant now) {
        return slices(now).stream().map(Slice::counts).reduce(JobCounts.NONE, JobCounts::plus);
    }

    private Instant begin(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), sliceMillis) * sliceMillis);
    }

    private int index(Instant begin) {
        return (int) Math.floorMod(Math.floorDiv(begin.toEpochMilli(), sliceMillis), (long) ring.length);
    }
}
