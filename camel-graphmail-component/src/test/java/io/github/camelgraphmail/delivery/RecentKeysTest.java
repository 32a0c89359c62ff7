package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.auth.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentKeysTest {

    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final String MARK = "42";
    private static final Delivered SENT =
            new Delivered(DeliveryKind.DRAFT, "r", "c", 3, Optional.of(new Delivered.Draft("id", "<id@contoso.com>")));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Instant start = clock.instant();
    private final RecentKeys keys = new RecentKeys(clock, SETTLING, Runnable::run);
    private final List<Instant> begun = new ArrayList<>();

    @Test
    void believesTheMailboxOnceWhatWasDoneBeforeTheStartHasSettled() {
        send("erp@contoso.com", sent());

        assertThat(begun).containsExactly(start.plus(SETTLING));
    }

    @Test
    void knowsByItselfWhatWasSentAMomentAgo() {
        send("erp@contoso.com", sent());

        assertThat(send("erp@contoso.com", sent()))
                .isCompletedWithValueMatching(delivered -> delivered.kind() == DeliveryKind.DUPLICATE
                        && delivered.draft().equals(SENT.draft())
                        && delivered.requestId() == null);
        assertThat(begun).hasSize(1);
    }

    @Test
    void asksTheMailboxAgainAfterAFailure() {
        send("erp@contoso.com", CompletableFuture.failedFuture(new IllegalStateException("unknown")));
        clock.advance(Duration.ofMinutes(1));
        send("erp@contoso.com", CompletableFuture.failedFuture(new IllegalStateException("unknown")));
        send("erp@contoso.com", sent());

        assertThat(begun)
                .containsExactly(
                        start.plus(SETTLING),
                        start.plus(SETTLING),
                        start.plus(Duration.ofMinutes(1)).plus(SETTLING));
    }

    @Test
    void letsOneMailOfAKeyGoAtATime() {
        CompletableFuture<Delivered> first = new CompletableFuture<>();
        send("erp@contoso.com", first);
        CompletionStage<Delivered> second = send("erp@contoso.com", sent());
        CompletionStage<Delivered> another = send("shop@contoso.com", sent());

        assertThat(begun).hasSize(2);
        assertThat(another).isCompleted();
        assertThat(second).isNotCompleted();

        first.complete(SENT);

        assertThat(second).isCompletedWithValueMatching(delivered -> delivered.kind() == DeliveryKind.DUPLICATE);
    }

    @Test
    void endsAllThatWaitWhenTheComponentStops() {
        RecentKeys stopped = new RecentKeys(clock, SETTLING, task -> {
            throw new RejectedExecutionException("stopped");
        });
        CompletableFuture<Delivered> first = new CompletableFuture<>();
        stopped.inTurn("erp@contoso.com", MARK, settled -> first);
        List<CompletionStage<Delivered>> waiting = IntStream.range(0, 20_000)
                .mapToObj(i -> stopped.inTurn("erp@contoso.com", MARK, settled -> sent()))
                .toList();

        first.completeExceptionally(new IllegalStateException("unknown"));

        assertThat(waiting).allSatisfy(mail -> assertThat(mail).isCompletedExceptionally());
        assertThat(stopped.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhatTheMailboxShowsByThen() {
        for (int i = 0; i < 1000; i++) {
            keys.inTurn("erp@contoso.com", "mark " + i, settled -> sent());
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(keys.size()).isBetween(9, 12);
    }

    private CompletableFuture<Delivered> send(String mailbox, CompletionStage<Delivered> end) {
        return keys.inTurn(mailbox, MARK, settled -> {
                    begun.add(settled);
                    return end;
                })
                .toCompletableFuture();
    }

    private static CompletionStage<Delivered> sent() {
        return CompletableFuture.completedFuture(SENT);
    }
}
