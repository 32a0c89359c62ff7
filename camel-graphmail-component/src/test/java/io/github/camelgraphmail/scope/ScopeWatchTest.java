package io.github.camelgraphmail.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.auth.TokenOrigin;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.graph.GraphError;
import io.github.camelgraphmail.graph.GraphResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeWatchTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final ConcurrentLinkedQueue<GraphResult> answers = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void asksGraphOnceHoweverOftenItIsAsked() {
        answers.add(answer(403, "ErrorAccessDenied"));
        ScopeWatch watch = watch(Access.BLOCKED, new ProbePace(Duration.ZERO, NEVER, NEVER, NEVER));
        watch.start();
        await().until(() -> watch.state().finding().isPresent());

        for (int i = 0; i < 1000; i++) {
            assertThat(watch.problem()).isEmpty();
        }

        assertThat(requests).hasValue(1);
    }

    @Test
    void keepsWhatItKnowsWhenAnAnswerTellsNothing() {
        answers.addAll(List.of(answer(400, "ErrorInvalidRecipients"), answer(503, "ErrorServerBusy")));
        ScopeWatch watch = watch(Access.BLOCKED, new ProbePace(Duration.ZERO, NEVER, Duration.ofMillis(5), NEVER));
        watch.start();

        await().until(() -> watch.state().doubt().isPresent());

        assertThat(watch.state().finding().orElseThrow().access()).isEqualTo(Access.ALLOWED);
        assertThat(watch.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("400 ErrorInvalid"));
        assertThat(requests).hasValue(2);
    }

    @Test
    void asksNoMoreOnceItIsClosed() {
        answers.add(answer(400, "ErrorInvalidRecipients"));
        timer.setRemoveOnCancelPolicy(true);
        ScopeWatch watch = watch(Access.BLOCKED, new ProbePace(Duration.ZERO, NEVER, NEVER, NEVER));
        watch.start();
        await().until(() -> timer.getQueue().size() == 1 && requests.get() == 1);

        watch.close();

        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void isSpreadByChance() {
        ProbePace pace = ProbePace.DEFAULT;
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

        for (int i = 0; i < 100; i++) {
            assertThat(pace.beforeFirst(random)).isBetween(Duration.ZERO, Duration.ofSeconds(20));
            assertThat(pace.after(Access.BLOCKED, Access.BLOCKED, random))
                    .isBetween(Duration.ofMinutes(270), Duration.ofMinutes(450));
            assertThat(pace.after(Access.ALLOWED, Access.BLOCKED, random))
                    .isBetween(Duration.ofMinutes(45), Duration.ofMinutes(75));
            assertThat(pace.after(Access.UNKNOWN, Access.BLOCKED, random))
                    .isBetween(Duration.ofSeconds(450), Duration.ofSeconds(750));
        }
    }

    private ScopeWatch watch(Access expected, ProbePace pace) {
        TokenSource tokens = new TokenSource(
                TokenOrigin.of(
                        "app",
                        request -> CompletableFuture.completedFuture(
                                new AccessToken("opaque", Instant.now().plusSeconds(3600)))),
                "scope",
                Duration.ofSeconds(5),
                Clock.systemUTC(),
                RandomGenerator.getDefault());
        MailboxProbe probe = new MailboxProbe((mailbox, request) -> {
            requests.incrementAndGet();
            return CompletableFuture.completedFuture(answers.remove());
        });
        return new ScopeWatch(
                probe, tokens, "ceo@contoso.com", expected, pace, timer, Runnable::run, Clock.systemUTC());
    }

    private static GraphResult answer(int status, String code) {
        return new GraphResult.Answer(
                status, Optional.of(new GraphError(code, "")), Optional.empty(), "request", "client", "");
    }
}
