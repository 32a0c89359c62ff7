package io.github.camelgraphmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private final RetryAfter retryAfter =
            new RetryAfter(Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "1 | PT1S",
                " 120 | PT2M",
                "0.5 | PT0.5S",
                "2.0001 | PT2.001S",
                "Mon, 23 Nov 2026 10:00:30 GMT | PT30S",
                "Mon, 23 Nov 2026 09:00:00 GMT | PT0S",
            })
    void readsSecondsAndDates(String header, Duration expected) {
        assertThat(retryAfter.read(header)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "99999999999999", "23 Nov 2026"})
    void readsNothingIntoWhatItCanNotRead(String header) {
        assertThat(retryAfter.read(header)).isEmpty();
    }
}
