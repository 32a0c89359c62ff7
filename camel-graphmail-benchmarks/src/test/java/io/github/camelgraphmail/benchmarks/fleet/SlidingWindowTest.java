package io.github.camelgraphmail.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void refusesWhatIsTooMuchUntilWhatCameBeforeIsOld() {
        SlidingWindow window = new SlidingWindow(3, Duration.ofSeconds(10));

        assertThat(window.add(0, 1)).isTrue();
        assertThat(window.add(4 * SECOND, 2)).isTrue();
        assertThat(window.add(5 * SECOND, 1)).isFalse();
        assertThat(window.roomAt(5 * SECOND, 1)).isEqualTo(10 * SECOND);
        assertThat(window.roomAt(5 * SECOND, 2)).isEqualTo(14 * SECOND);
        assertThat(window.add(10 * SECOND, 1)).isTrue();
    }

    @Test
    void letsThroughAloneWhatIsMoreThanItHoldsAtAll() {
        SlidingWindow window = new SlidingWindow(3, Duration.ofSeconds(10));

        assertThat(window.add(0, 5)).isTrue();
        assertThat(window.roomAt(SECOND, 5)).isEqualTo(10 * SECOND);
    }

    @Property(tries = 200)
    void neverHoldsMoreThanItMay(
            @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 5) int most) {
        SlidingWindow window = new SlidingWindow(most, Duration.ofSeconds(60));
        List<Long> added = new ArrayList<>();
        long now = 0;
        for (int gap : gaps) {
            now += gap * SECOND;
            added.add(window.addWhenThereIsRoom(now, 1));
        }

        assertThat(added).isSorted();
        for (long begin : added) {
            assertThat(added.stream().filter(at -> at >= begin && at < begin + 60 * SECOND))
                    .hasSizeLessThanOrEqualTo(most);
        }
    }
}
