package io.github.camelgraphmail;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What was done for a mail so far.
 *
 * @param attempts how many requests were made
 * @param waited for how long it was left alone between them, because Graph asked for it or could not be reached
 * @param lastStatus the HTTP status of the last answer, 0 when none came
 */
public record Effort(int attempts, Duration waited, int lastStatus) implements Serializable {

    /** Nothing. */
    public static final Effort NONE = new Effort(0, Duration.ZERO, 0);

    public Effort {
        Objects.requireNonNull(waited, "waited");
    }

    /** With one request more. */
    public Effort attempted() {
        return new Effort(attempts + 1, waited, lastStatus);
    }

    /** With that answer as the last. */
    public Effort answered(int status) {
        return new Effort(attempts, waited, status);
    }

    /** With one wait more. */
    public Effort waited(Duration more) {
        return new Effort(attempts, waited.plus(more), lastStatus);
    }
}
