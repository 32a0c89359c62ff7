package io.github.camelgraphmail.examples.bus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void waitsTwiceAsLongEachTimeAndNeverGivesUp() {
        RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(15), Duration.ofMinutes(5));

        assertThat(Stream.of(1, 2, 3, 4, 5, 6, 7, 1_000_000)
                        .map(schedule::after)
                        .map(Duration::toSeconds))
                .containsExactly(15L, 30L, 60L, 120L, 240L, 300L, 300L, 300L);
    }

    @Test
    void refusesAnImpossibleSchedule() {
        assertThatThrownBy(() -> new RetrySchedule(Duration.ofMinutes(6), Duration.ofMinutes(5)))
                .hasMessageContaining("bus.retry.first")
                .hasMessageContaining("bus.retry.longest");
        assertThatThrownBy(() -> new RetrySchedule(Duration.ZERO, Duration.ofMinutes(5)))
                .hasMessageContaining("bus.retry.first");
    }
}
