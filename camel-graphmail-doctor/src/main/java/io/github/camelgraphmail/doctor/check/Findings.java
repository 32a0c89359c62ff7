package io.github.camelgraphmail.doctor.check;

import java.util.List;
import java.util.Objects;

/**
 * What an examination has found.
 *
 * @param who the application, without anything secret
 * @param results in the order of the checks
 */
public record Findings(String who, List<CheckResult> results) {

    public Findings {
        Objects.requireNonNull(who, "who");
        results = List.copyOf(results);
    }

    public Outcome outcome() {
        return Outcome.of(results);
    }
}
