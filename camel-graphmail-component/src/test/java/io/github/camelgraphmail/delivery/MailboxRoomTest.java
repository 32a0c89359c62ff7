package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.GraphUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxRoomTest {

    private static final String ERP = "erp@contoso.com";
    private static final String OPS = "ops@contoso.com";

    private final MailboxRoom room = new MailboxRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void holdsACallerBackUntilThereIsRoom() {
        room.enter(ERP, 2);
        room.enter(ERP, 2);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> {
            thread.set(Thread.currentThread());
            room.enter(ERP, 2);
        });
        await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);

        room.enter(OPS, 2);
        assertThat(third).isNotDone();
        room.leave(ERP);

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void letsInWhoeverHasRoomWhenLimitsDiffer() {
        room.enter(ERP, 2);
        room.enter(ERP, 2);
        CompletableFuture<Void> narrow = CompletableFuture.runAsync(() -> room.enter(ERP, 1));
        CompletableFuture<Void> wide = CompletableFuture.runAsync(() -> room.enter(ERP, 2));

        room.leave(ERP);

        assertThat(wide).succeedsWithin(Duration.ofSeconds(10));
        assertThat(narrow).isNotDone();
        room.leave(ERP);
        room.leave(ERP);
        assertThat(narrow).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void forgetsAMailboxWithoutMails() {
        room.enter(ERP, 1);
        room.enter(OPS, 1);
        assertThat(room.busyMailboxes()).isEqualTo(2);
        room.leave(ERP);
        room.leave(OPS);
        assertThat(room.busyMailboxes()).isZero();
    }

    @Test
    void sendsThoseAwayWhoAreHeldBackWhenItCloses() {
        room.enter(ERP, 1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            thread.set(Thread.currentThread());
            room.enter(ERP, 1);
        });
        await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);

        room.close();

        assertRefused(second, "the component was stopped");
        assertRefused(CompletableFuture.runAsync(() -> room.enter(OPS, 1)), "the component was stopped");
        room.leave(ERP);
        assertThat(room.busyMailboxes()).isZero();
    }

    @Test
    void sendsAnInterruptedCallerAway() {
        room.enter(ERP, 1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                room.enter(ERP, 1);
            } catch (GraphUnavailableException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();

        caller.interrupt();

        assertThat(interrupted).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        room.leave(ERP);
        assertThat(room.busyMailboxes()).isZero();
    }

    private static void assertRefused(CompletableFuture<Void> caller, String why) {
        assertThat(caller)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(GraphUnavailableException.class)
                .withMessageContaining(why);
    }
}
