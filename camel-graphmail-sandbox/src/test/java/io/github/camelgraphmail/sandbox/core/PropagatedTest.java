package io.github.camelgraphmail.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Changes that take their time, on a clock that a test advances. */
class PropagatedTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final SandboxClock clock = new SandboxClock(Clock.fixed(START, ZoneOffset.UTC));
    private final Propagation propagation = new Propagation(clock, Duration.ofMinutes(30));
    private final Propagated<String> setting = new Propagated<>(propagation, "start");

    @Test
    void aChangeIsSeenAtOnceAndTakesEffectLater() {
        setting.change(start -> start + ", first");
        clock.advance(Duration.ofMinutes(10));
        setting.change(first -> first + ", second");

        assertThat(setting.set()).isEqualTo("start, first, second");
        assertThat(setting.effective()).isEqualTo("start");
        clock.advance(Duration.ofMinutes(20));
        assertThat(setting.effective()).isEqualTo("start, first");
        clock.advance(Duration.ofMinutes(10));
        assertThat(setting.effective()).isEqualTo("start, first, second");
    }

    @Test
    void theDelayIsThatOfWhenTheChangeIsMade() {
        setting.change(start -> "slow");
        propagation.delay(Duration.ZERO);

        assertThat(setting.effective()).isEqualTo("start");
        setting.change(slow -> slow + ", fast");
        assertThat(setting.effective()).isEqualTo("slow, fast");
    }

    @Test
    void aResetHoldsAtOnce() {
        setting.change(start -> "changed");
        setting.reset("again");

        assertThat(setting.effective()).isEqualTo("again");
        clock.advance(Duration.ofHours(1));
        assertThat(setting.effective()).isEqualTo("again");
    }

    @Test
    void theClockGoesForwardAlone() {
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofHours(2));

        assertThat(elsewhere.instant()).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThatThrownBy(() -> clock.advance(Duration.ofHours(-1))).hasMessageContaining("clock: PT-1H");
        clock.reset();
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void noChangeComesBeforeItIsMade() {
        assertThatThrownBy(() -> propagation.delay(Duration.ofMinutes(-1)))
                .hasMessageContaining("propagationDelay: PT-1M");
    }
}
