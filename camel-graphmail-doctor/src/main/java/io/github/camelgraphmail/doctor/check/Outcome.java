package io.github.camelgraphmail.doctor.check;

import java.util.List;

/** What an examination comes to, and the exit status that says so. */
public enum Outcome {
    OK("ok", 0),
    PROBLEM("problem", 1),
    UNKNOWN("unknown", 3);

    private final String id;
    private final int exitStatus;

    Outcome(String id, int exitStatus) {
        this.id = id;
        this.exitStatus = exitStatus;
    }

    /** For programs; it stays. */
    public String id() {
        return id;
    }

    public int exitStatus() {
        return exitStatus;
    }

    static Outcome of(List<CheckResult> results) {
        if (results.stream().anyMatch(result -> result.status() == Status.PROBLEM)) {
            return PROBLEM;
        }
        boolean unknown = results.stream().anyMatch(result -> result.status() == Status.UNKNOWN);
        return unknown ? UNKNOWN : OK;
    }
}
