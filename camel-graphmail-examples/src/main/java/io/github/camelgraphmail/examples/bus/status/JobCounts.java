package io.github.camelgraphmail.examples.bus.status;

/**
 * How often something became of jobs.
 *
 * @param taken into the outbox
 * @param sent by Graph
 * @param duplicates that were sent before
 * @param putOff attempts that are made again, since nothing was sent
 * @param unknown attempts that are made again, since nobody knows whether something was sent
 * @param dead letters
 */
public record JobCounts(long taken, long sent, long duplicates, long putOff, long unknown, long dead) {

    static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0, 0);

    JobCounts plus(JobCounts other) {
        return new JobCounts(
                taken + other.taken,
                sent + other.sent,
                duplicates + other.duplicates,
                putOff + other.putOff,
                unknown + other.unknown,
                dead + other.dead);
    }

    JobCounts and(JobEvent event) {
        return plus(
                switch (event) {
                    case TAKEN -> new JobCounts(1, 0, 0, 0, 0, 0);
                    case SENT -> new JobCounts(0, 1, 0, 0, 0, 0);
                    case DUPLICATE -> new JobCounts(0, 0, 1, 0, 0, 0);
                    case PUT_OFF -> new JobCounts(0, 0, 0, 1, 0, 0);
                    case UNKNOWN -> new JobCounts(0, 0, 0, 0, 1, 0);
                    case DEAD -> new JobCounts(0, 0, 0, 0, 0, 1);
                });
    }

    long of(JobEvent event) {
        return switch (event) {
            case TAKEN -> taken;
            case SENT -> sent;
            case DUPLICATE -> duplicates;
            case PUT_OFF -> putOff;
            case UNKNOWN -> unknown;
            case DEAD -> dead;
        };
    }

    /** Attempts that came to nothing, for now or for good. */
    public long failed() {
        return putOff + unknown + dead;
    }
}
