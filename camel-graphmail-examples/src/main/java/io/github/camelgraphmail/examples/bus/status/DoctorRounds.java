package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.doctor.application.ConfigurationException;
import io.github.camelgraphmail.doctor.check.Findings;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the doctor look, and keeps what he said. {@link #look()} is for one thread, the rest for many. */
final class DoctorRounds {

    private static final Logger LOG = LoggerFactory.getLogger(DoctorRounds.class);

    private final Supplier<Findings> doctor;
    private final Clock clock;
    private volatile Optional<DoctorReport> last = Optional.empty();

    DoctorRounds(Supplier<Findings> doctor, Clock clock) {
        this.doctor = doctor;
        this.clock = clock;
    }

    /** Empty until he has looked for the first time. */
    Optional<DoctorReport> last() {
        return last;
    }

    /** Looks. It takes as long as Entra and Graph take to answer. */
    void look() {
        try {
            last = Optional.of(DoctorReport.of(clock.instant(), doctor.get()));
        } catch (ConfigurationException e) {
            last = Optional.of(DoctorReport.failed(clock.instant(), e.getMessage()));
        } catch (RuntimeException e) {
            // Whatever it is, it must not end the rounds.
            LOG.warn("The doctor could not look", e);
            last = Optional.of(DoctorReport.failed(clock.instant(), "The doctor could not look: " + e));
        }
    }
}
