package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.doctor.check.Findings;
import io.github.camelgraphmail.doctor.check.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * What the doctor has said.
 *
 * @param at when the look was over
 * @param findings empty where there was none
 * @param failure why there are no findings; empty where there are
 */
public record DoctorReport(Instant at, Optional<Findings> findings, Optional<String> failure) {

    static DoctorReport of(Instant at, Findings findings) {
        return new DoctorReport(at, Optional.of(findings), Optional.empty());
    }

    static DoctorReport failed(Instant at, String why) {
        return new DoctorReport(at, Optional.empty(), Optional.of(why));
    }

    /** How many checks have come out so. */
    long count(Status status) {
        return findings.map(all -> all.results().stream()
                        .filter(result -> result.status() == status)
                        .count())
                .orElse(0L);
    }
}
