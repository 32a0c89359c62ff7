package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionThreadsTest {

    private static final int USUAL = 3;
    private static final int BUSY = 6;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final Deque<Runnable> alarms = new ConcurrentLinkedDeque<>();
    private final CompletionThreads threads =
            new CompletionThreads(pool, USUAL, BUSY, PATIENCE, (wait, task) -> alarms.add(task));

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void runsEverythingOnAFewThreads() {
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 10_000; i++) {
            threads.execute(done::incrementAndGet);
        }

        await().untilAtomic(done, is(10_000));
        // A thread that has just become idle may not be known as such yet.
        assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(2 * USUAL);
    }

    @Test
    void takesMoreThreadsWhileAllAreHeldUp() {
        CountDownLatch last = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            threads.execute(() -> {
                awaitQuietly(last);
                done.incrementAndGet();
            });
        }
        // The one that all wait for stands behind them.
        threads.execute(last::countDown);

        await().until(() -> {
            Runnable alarm = alarms.poll();
            if (alarm != null) {
                alarm.run();
            }
            return done.get() == 20;
        });
    }

    @Test
    void takesSomeMoreThreadsWhileTheyGetOnButNotFastEnough() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        threads.execute(() -> awaitQuietly(first));
        for (int i = 0; i < 40; i++) {
            threads.execute(() -> awaitQuietly(held));
        }
        Runnable alarm = alarms.remove();
        first.countDown();
        await().until(() -> threads.begun() == USUAL + 1);

        alarm.run();
        alarms.remove().run();

        await().until(() -> threads.begun() == BUSY + 1);
        assertThat(pool.getLargestPoolSize()).isEqualTo(BUSY);
        held.countDown();
    }

    @Test
    void letsNothingWaitWhenItIsClosed() {
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < USUAL; i++) {
            threads.execute(() -> awaitQuietly(held));
        }
        threads.execute(done::incrementAndGet);

        threads.close();
        threads.execute(done::incrementAndGet);

        await().untilAtomic(done, is(2));
        held.countDown();
    }

    @Test
    void runsOnTheCallersThreadWhenTheComponentStops() {
        Executor stopped = task -> {
            throw new RejectedExecutionException("stopped");
        };
        List<Thread> ran = new ArrayList<>();

        new CompletionThreads(stopped, USUAL, BUSY, PATIENCE, (wait, task) -> alarms.add(task))
                .execute(() -> ran.add(Thread.currentThread()));

        assertThat(ran).containsExactly(Thread.currentThread());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
