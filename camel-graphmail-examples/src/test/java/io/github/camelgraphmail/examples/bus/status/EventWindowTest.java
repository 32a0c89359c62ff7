package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.status.EventWindow.Slice;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventWindowTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final EventWindow window = new EventWindow(Duration.ofMinutes(1), 3);

    @Test
    void hasTheSlicesUpToNowOldestFirst() {
        window.note(NOON, JobEvent.SENT);
        window.note(NOON.plusSeconds(59), JobEvent.SENT);
        window.note(NOON.plusSeconds(60), JobEvent.DEAD);

        assertThat(window.slices(NOON.plusSeconds(125)))
                .containsExactly(
                        new Slice(NOON, JobCounts.NONE.and(JobEvent.SENT).and(JobEvent.SENT)),
                        new Slice(NOON.plusSeconds(60), JobCounts.NONE.and(JobEvent.DEAD)),
                        new Slice(NOON.plusSeconds(120), JobCounts.NONE));
        assertThat(window.sum(NOON.plusSeconds(125))).isEqualTo(new JobCounts(0, 2, 0, 0, 0, 1));
    }

    @Test
    void forgetsWhatIsOlderThanIt() {
        window.note(NOON, JobEvent.SENT);

        assertThat(window.sum(NOON.plusSeconds(179)).sent()).isEqualTo(1);
        assertThat(window.sum(NOON.plusSeconds(180)).sent()).isZero();
        assertThat(window.sum(NOON.plus(Duration.ofDays(7)))).isEqualTo(JobCounts.NONE);
    }

    @Test
    void usesASliceAgainForALaterTimeAndNotForAnEarlierOne() {
        window.note(NOON, JobEvent.SENT);
        window.note(NOON.plusSeconds(180), JobEvent.DUPLICATE);
        window.note(NOON, JobEvent.SENT);

        assertThat(window.sum(NOON.plusSeconds(180))).isEqualTo(new JobCounts(0, 0, 1, 0, 0, 0));
    }

    @Test
    void countsNothingOfAfterNow() {
        window.note(NOON.plusSeconds(60), JobEvent.SENT);

        assertThat(window.sum(NOON)).isEqualTo(JobCounts.NONE);
    }
}
