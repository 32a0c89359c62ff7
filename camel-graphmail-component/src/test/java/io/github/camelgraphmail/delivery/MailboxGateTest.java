package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.delivery.MailboxGate.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailboxGateTest {

    private static final String ERP = "erp@contoso.com";
    private static final String OPS = "ops@contoso.com";

    private final List<Runnable> timers = new ArrayList<>();
    private final MailboxGate gate = new MailboxGate((wait, task) -> timers.add(task), Runnable::run);
    private final List<String> started = new ArrayList<>();

    @Test
    void letsThroughUpToTheLimitAndTheRestInOrder() {
        List<CompletableFuture<String>> work = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            work.add(enter(ERP, 2, "mail " + i));
        }
        assertThat(started).containsExactly("mail 0", "mail 1");

        work.get(1).complete("sent");
        assertThat(started).containsExactly("mail 0", "mail 1", "mail 2");
        work.get(2).completeExceptionally(new IllegalStateException());
        work.get(0).complete("sent");
        assertThat(started).containsExactly("mail 0", "mail 1", "mail 2", "mail 3", "mail 4");
    }

    @Test
    void keepsMailboxesApart() {
        enter(ERP, 1, "erp");
        enter(ERP, 1, "erp waits");
        enter(OPS, 1, "ops");

        assertThat(started).containsExactly("erp", "ops");
    }

    @Test
    void startsNothingForAPausedMailboxUntilItsTimeIsOver() {
        CompletableFuture<String> first = enter(ERP, 4, "first");
        gate.pause(ERP, Duration.ofSeconds(1));
        gate.pause(ERP, Duration.ofSeconds(2));
        first.complete("throttled");
        enter(ERP, 4, "second");
        enter(OPS, 4, "other mailbox");
        assertThat(started).containsExactly("first", "other mailbox");

        timers.get(0).run();
        assertThat(started).containsExactly("first", "other mailbox");
        timers.get(1).run();
        assertThat(started).containsExactly("first", "other mailbox", "second");
    }

    @Test
    void givesAMailThatTriesAgainItsOldPlace() {
        Ticket throttled = gate.ticket(ERP, 1);
        CompletableFuture<String> attempt = enter(throttled, "throttled");
        enter(ERP, 1, "later mail");
        gate.pause(ERP, Duration.ofSeconds(1));
        attempt.complete("429");
        enter(throttled, "throttled again");

        timers.get(0).run();

        assertThat(started).containsExactly("throttled", "throttled again");
    }

    @Test
    void letsAMailTryAgainAfterAWhile() {
        Ticket ticket = gate.ticket(ERP, 1);
        gate.throughAfter(Duration.ofSeconds(1), ticket, work("again", new CompletableFuture<>()));
        assertThat(started).isEmpty();

        timers.get(0).run();

        assertThat(started).containsExactly("again");
    }

    @Test
    void failsWhatWaitsWhenItCloses() {
        CompletableFuture<String> inFlight = new CompletableFuture<>();
        CompletionStage<String> first = gate.through(gate.ticket(ERP, 1), work("first", inFlight));
        CompletionStage<String> waiting = gate.through(gate.ticket(ERP, 1), work("waiting", inFlight));
        CompletionStage<String> resting =
                gate.throughAfter(Duration.ofSeconds(1), gate.ticket(ERP, 1), work("resting", inFlight));

        gate.close();
        CompletionStage<String> late = gate.through(gate.ticket(ERP, 1), work("late", inFlight));
        CompletionStage<String> lateAgain =
                gate.throughAfter(Duration.ofSeconds(1), gate.ticket(ERP, 1), work("late again", inFlight));
        timers.forEach(Runnable::run);

        for (CompletionStage<String> refused : List.of(waiting, resting, late, lateAgain)) {
            assertThatThrownBy(() -> refused.toCompletableFuture().join())
                    .hasCauseInstanceOf(GraphUnavailableException.class)
                    .hasMessageContaining("not sent");
        }
        inFlight.complete("sent");
        assertThat(first.toCompletableFuture()).isCompletedWithValue("sent");
        assertThat(started).containsExactly("first");
    }

    @Test
    void freesThePlaceOfWorkThatThrows() {
        CompletionStage<String> broken = gate.through(gate.ticket(ERP, 1), () -> {
            throw new IllegalStateException("broken");
        });

        assertThat(broken.toCompletableFuture()).isCompletedExceptionally();
        enter(ERP, 1, "next");
        assertThat(started).containsExactly("next");
    }

    @Test
    void forgetsMailboxesThatAreIdle() {
        CompletableFuture<String> sent = enter(ERP, 1, "mail");
        gate.pause(OPS, Duration.ofSeconds(1));
        assertThat(gate.busyMailboxes()).isEqualTo(2);

        sent.complete("sent");
        timers.get(0).run();

        assertThat(gate.busyMailboxes()).isZero();
    }

    @Test
    @Timeout(60)
    void neverExceedsTheLimitWithManyThreads() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            MailboxGate shared =
                    new MailboxGate((wait, task) -> timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS), pool);
            AtomicInteger inFlight = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ConcurrentLinkedQueue<CompletableFuture<String>> all = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int sender = 0; sender < 8; sender++) {
                senders.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 500; i++) {
                                all.add(shared.through(shared.ticket(ERP, 4), () -> slow(inFlight, most, timer))
                                        .toCompletableFuture());
                            }
                        },
                        pool));
            }
            senders.forEach(CompletableFuture::join);
            all.forEach(CompletableFuture::join);

            assertThat(all).hasSize(4000);
            assertThat(most.get()).isEqualTo(4);
            assertThat(shared.busyMailboxes()).isZero();
        } finally {
            pool.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static CompletionStage<String> slow(
            AtomicInteger inFlight, AtomicInteger most, ScheduledExecutorService timer) {
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        CompletableFuture<String> done = new CompletableFuture<>();
        timer.schedule(
                () -> {
                    inFlight.decrementAndGet();
                    done.complete("sent");
                },
                ThreadLocalRandom.current().nextInt(500),
                TimeUnit.MICROSECONDS);
        return done;
    }

    private CompletableFuture<String> enter(String mailbox, int limit, String name) {
        return enter(gate.ticket(mailbox, limit), name);
    }

    private CompletableFuture<String> enter(Ticket ticket, String name) {
        CompletableFuture<String> done = new CompletableFuture<>();
        gate.through(ticket, work(name, done));
        return done;
    }

    private Supplier<CompletionStage<String>> work(String name, CompletableFuture<String> done) {
        return () -> {
            started.add(name);
            return done;
        };
    }

    /** The last two of a mailbox, at the same time: whoever comes second finds that nobody is there any more. */
    @Test
    @Timeout(60)
    void endsEveryMailWhenManyEndAtTheSameTime() {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        MailboxGate busy = new MailboxGate((wait, task) -> threads.execute(task), threads);
        try {
            for (int round = 0; round < 20_000; round++) {
                CompletableFuture<?>[] ends = IntStream.range(0, 4)
                        .mapToObj(i -> busy.through(
                                        busy.ticket(ERP, 2), () -> CompletableFuture.supplyAsync(() -> "sent", threads))
                                .toCompletableFuture())
                        .toArray(CompletableFuture[]::new);
                assertThat(CompletableFuture.allOf(ends)).as("round %d", round).succeedsWithin(Duration.ofSeconds(10));
            }
            assertThat(busy.busyMailboxes()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }
}
