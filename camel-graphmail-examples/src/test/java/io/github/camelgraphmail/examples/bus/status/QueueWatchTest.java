package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.outbox.BrokerView;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jms.UncategorizedJmsException;

class QueueWatchTest {

    private final SetClock clock = new SetClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<DeadLetter> dead = new ArrayList<>();
    private int listings;
    private boolean reachable = true;
    private boolean telling = true;

    private final BrokerView broker = new BrokerView() {
        @Override
        public Optional<QueueDepth> depth(String queue) {
            if (!reachable) {
                throw new UncategorizedJmsException("It is gone");
            }
            return telling
                    ? Optional.of(new QueueDepth(
                            dead.size(),
                            0,
                            0,
                            queue.equals("mail.outbox") ? Optional.empty() : Optional.of(Duration.ofSeconds(3))))
                    : Optional.empty();
        }

        @Override
        public boolean isFull() {
            return false;
        }
    };

    private final QueueWatch watch = new QueueWatch(
            broker,
            Map.of(BusQueue.DEAD, List.of("mail.dead"), BusQueue.OUTBOX, List.of("mail.outbox", "mail.outbox.1")),
            this::list,
            clock);

    private List<DeadLetter> list() {
        listings++;
        return List.copyOf(dead);
    }

    private static DeadLetter letter(String id) {
        return new DeadLetter(id, "queue", "X", "x", "x", "2026-11-23T12:00:00Z", 1);
    }

    @Test
    void listsDeadLettersWhenThereAreOthersAndOnceAMinute() {
        dead.add(letter("a"));
        watch.look();
        watch.look();
        assertThat(listings).isEqualTo(1);

        dead.add(letter("b"));
        watch.look();
        assertThat(watch.last().newestDead()).extracting(DeadLetter::id).containsExactly("b", "a");
        assertThat(watch.last().dead()).contains(2L);
        assertThat(listings).isEqualTo(2);

        clock.pass(Duration.ofMinutes(1));
        watch.look();
        assertThat(listings).isEqualTo(3);
    }

    @Test
    void addsUpTheQueuesThatAreOneTogether() {
        dead.add(letter("a"));
        dead.add(letter("b"));

        watch.look();

        assertThat(watch.last().depth(BusQueue.OUTBOX))
                .contains(new QueueDepth(4, 0, 0, Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void countsDeadLettersItselfWhereTheBrokerDoesNotSay() {
        telling = false;
        dead.add(letter("a"));

        watch.look();

        assertThat(watch.last().dead()).contains(1L);
        assertThat(watch.last().depth(BusQueue.DEAD)).isEmpty();
    }

    @Test
    void keepsWhatWasSaidBeforeTheBrokerWentAndSaysThatItWent() {
        dead.add(letter("a"));
        watch.look();
        clock.pass(Duration.ofSeconds(10));
        reachable = false;
        watch.look();

        assertThat(watch.last().failure()).contains("The broker can't be reached (It is gone).");
        assertThat(watch.last().dead()).contains(1L);

        reachable = true;
        watch.look();
        assertThat(watch.last().failure()).isEmpty();
    }

    @Test
    void saysThatABrokerDoesNotAnswerThatHasSaidNothingForLong() {
        watch.look();
        clock.pass(QueueWatch.SILENCE.plusSeconds(1));

        assertThat(watch.last().failure()).contains("The broker does not answer.");
    }
}
