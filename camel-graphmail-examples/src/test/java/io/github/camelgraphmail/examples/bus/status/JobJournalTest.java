package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.outbox.JobFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobJournalTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SetClock clock = new SetClock(NOON);
    private final JobJournal journal = new JobJournal(clock);

    private static JobFailure failure(String id, String failure) {
        return new JobFailure(id, "queue", failure, "It failed. Do that.", "Do that.", 1);
    }

    @Test
    void countsWhatBecomesOfJobs() {
        journal.taken("queue");
        journal.taken("queue");
        journal.taken("csv");
        journal.sent();
        journal.wasSentBefore();
        journal.putOff(failure("a", "GraphUnavailableException"));
        journal.putOff(failure("b", "DeliveryUnknownException"));
        clock.pass(Duration.ofMinutes(2));
        journal.dead(failure("c", "InvalidMailException"));

        JobJournal.Notes notes = journal.notes();

        assertThat(notes.takenByInput()).isEqualTo(Map.of("queue", 2L, "csv", 1L));
        assertThat(notes.sinceBegin()).isEqualTo(new JobCounts(3, 1, 1, 1, 1, 1));
        assertThat(notes.lastHour()).isEqualTo(notes.sinceBegin());
        assertThat(notes.lastMinute()).isEqualTo(new JobCounts(0, 0, 0, 0, 0, 1));
        assertThat(notes.minutes()).hasSize(60);
    }

    @Test
    void saysSinceWhenNothingGoesUntilAMailGoes() {
        journal.putOff(failure("a", "GraphUnavailableException"));
        clock.pass(Duration.ofMinutes(5));
        journal.putOff(failure("b", "GraphAuthenticationException"));

        assertThat(journal.notes().stoppage())
                .contains(new JobJournal.Stoppage(NOON, failure("b", "GraphAuthenticationException")));

        journal.sent();
        assertThat(journal.notes().stoppage()).isEmpty();
    }

    @Test
    void keepsFailuresOfOneKindTogetherAndDeadLettersApart() {
        IntStream.range(0, 1000).forEach(job -> journal.putOff(failure("job-" + job, "GraphUnavailableException")));
        clock.pass(Duration.ofMinutes(1));
        journal.dead(failure("x", "InvalidMailException"));
        journal.dead(failure("y", "InvalidMailException"));
        journal.putOff(failure("last", "GraphUnavailableException"));

        Instant later = NOON.plusSeconds(60);
        assertThat(journal.notes().failures())
                .containsExactly(
                        new FailureLog.Entry(NOON, later, 1001, false, failure("last", "GraphUnavailableException")),
                        new FailureLog.Entry(later, later, 1, true, failure("y", "InvalidMailException")),
                        new FailureLog.Entry(later, later, 1, true, failure("x", "InvalidMailException")));
    }

    @Test
    void keepsTheLastTwenty() {
        IntStream.range(0, 500).forEach(job -> journal.dead(failure("job-" + job, "InvalidMailException")));

        assertThat(journal.notes().failures()).hasSize(20);
        assertThat(journal.notes().failures().get(0).newest().id()).isEqualTo("job-499");
    }
}
