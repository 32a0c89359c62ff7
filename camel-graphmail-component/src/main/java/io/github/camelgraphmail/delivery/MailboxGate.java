package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets a few requests at a time through to each mailbox, in the order in which their mails came; a mail that tries again
 * keeps its place. A mailbox that is paused stops no other, and no thread is held while waiting. Safe for use by many
 * threads.
 *
 * <p>Outlook runs four requests of an application against a mailbox at a time and refuses the fifth.
 *
 * @see <a href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service limits</a>
 */
public final class MailboxGate implements AutoCloseable {

    private final Delay delay;
    private final Executor executor;
    private final TrafficMeter meter;

    // All below are guarded by this. A lane is there only while somebody uses it.
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Waiting<?>> resting = new HashSet<>();
    private long tickets;
    private boolean closed;

    /** @param executor runs what had to wait, once it may go */
    MailboxGate(Delay delay, Executor executor) {
        this(delay, executor, new TrafficMeter());
    }

    /**
     * @param executor runs what had to wait, once it may go
     * @param meter is told of the pauses
     */
    public MailboxGate(Delay delay, Executor executor, TrafficMeter meter) {
        this.delay = delay;
        this.executor = executor;
        this.meter = meter;
    }

    /** A place in a mailbox's line: the earlier the ticket, the earlier its turn. */
    record Ticket(String mailbox, int limit, long number) {}

    /** @param limit how many requests may be in flight for the mailbox when this one starts */
    synchronized Ticket ticket(String mailbox, int limit) {
        return new Ticket(mailbox, limit, tickets++);
    }

    /**
     * Runs the work when it is the ticket's turn, at once and on this thread if that is now, and holds its place until the
     * stage that it returns completes.
     *
     * @return completes as the work's stage does, or with {@link GraphUnavailableException} when the gate closes before
     */
    <T> CompletionStage<T> through(Ticket ticket, Supplier<CompletionStage<T>> work) {
        Waiting<T> waiting = new Waiting<>(ticket, work, new CompletableFuture<>());
        enter(waiting);
        return waiting.result;
    }

    /** As {@link #through}, but the ticket's turn is not before the wait is over. */
    <T> CompletionStage<T> throughAfter(Duration wait, Ticket ticket, Supplier<CompletionStage<T>> work) {
        Waiting<T> waiting = new Waiting<>(ticket, work, new CompletableFuture<>());
        boolean open;
        synchronized (this) {
            open = !closed;
            if (open) {
                resting.add(waiting);
            }
        }
        if (!open) {
            waiting.refuse();
            return waiting.result;
        }
        later(wait, () -> wake(waiting), () -> {
            if (rose(waiting)) {
                waiting.refuse();
            }
        });
        return waiting.result;
    }

    /** The timer's thread is for waking alone: what a mail then does takes its time. */
    private void wake(Waiting<?> waiting) {
        if (rose(waiting) && !isExecuted(() -> enter(waiting))) {
            waiting.refuse();
        }
    }

    private synchronized boolean rose(Waiting<?> waiting) {
        return resting.remove(waiting);
    }

    /** @param otherwise what to do when the timer takes nothing any more, because the component stops */
    private void later(Duration wait, Runnable task, Runnable otherwise) {
        try {
            delay.after(wait, task);
        } catch (RejectedExecutionException stopped) {
            otherwise.run();
        }
    }

    /** Not when the component stops. */
    private boolean isExecuted(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    private void enter(Waiting<?> waiting) {
        if (admitted(waiting)) {
            run(waiting);
        }
    }

    private boolean admitted(Waiting<?> waiting) {
        synchronized (this) {
            if (!closed) {
                Lane lane = lanes.computeIfAbsent(waiting.ticket.mailbox(), mailbox -> new Lane());
                if (lane.admits(waiting.ticket) && lane.waiting.isEmpty()) {
                    lane.inFlight++;
                    return true;
                }
                lane.waiting.add(waiting);
                return false;
            }
        }
        waiting.refuse();
        return false;
    }

    /** Starts nothing for the mailbox until the time is over. */
    void pause(String mailbox, Duration wait) {
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(mailbox, name -> new Lane());
            if (lane.pauses++ == 0 && !closed) {
                meter.restBegan();
            }
        }
        later(wait, () -> resume(mailbox), () -> resume(mailbox));
    }

    private void resume(String mailbox) {
        proceedAfter(mailbox, lane -> {
            if (--lane.pauses == 0 && !closed) {
                meter.restEnded();
            }
        });
    }

    /** Adds what is in flight and paused to the loads of mailboxes, by name. */
    synchronized void addTo(Map<String, MailboxLoad> loads) {
        lanes.forEach((mailbox, lane) -> loads.put(
                mailbox,
                loads.getOrDefault(mailbox, MailboxLoad.none(mailbox)).withRequests(lane.inFlight, lane.pauses > 0)));
    }

    /** How many mailboxes have something in flight, waiting or paused. */
    synchronized int busyMailboxes() {
        return lanes.size();
    }

    private <T> void run(Waiting<T> waiting) {
        CompletionStage<T> stage;
        try {
            stage = waiting.work.get();
        } catch (RuntimeException | Error e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((value, failure) -> {
            leave(waiting);
            if (failure == null) {
                waiting.result.complete(value);
            } else {
                waiting.result.completeExceptionally(failure);
            }
        });
    }

    private void leave(Waiting<?> waiting) {
        proceedAfter(waiting.ticket.mailbox(), lane -> lane.inFlight--);
    }

    /**
     * Makes a change to a lane and lets those through whose turn it is then. In one step: a lane that is idle after the change
     * goes, and whoever changes it next must not come too late.
     */
    private void proceedAfter(String mailbox, Consumer<Lane> change) {
        List<Waiting<?>> next = new ArrayList<>();
        synchronized (this) {
            Lane lane = lanes.get(mailbox);
            change.accept(lane);
            while (!lane.waiting.isEmpty() && lane.admits(lane.waiting.peek().ticket)) {
                lane.inFlight++;
                next.add(lane.waiting.poll());
            }
            if (lane.isIdle()) {
                lanes.remove(mailbox);
            }
        }
        for (Waiting<?> waiting : next) {
            // Nobody must wait for ever. The gate is closed by then, so that there is nobody behind it to proceed with.
            if (!isExecuted(() -> run(waiting))) {
                waiting.refuse();
                leave(waiting);
            }
        }
    }

    /** Fails what waits: it was not sent. What is in flight goes on. */
    @Override
    public void close() {
        List<Waiting<?>> refused = new ArrayList<>();
        synchronized (this) {
            if (!closed) {
                // Nobody may be left who would resume them.
                lanes.values().stream().filter(lane -> lane.pauses > 0).forEach(lane -> meter.restEnded());
            }
            closed = true;
            refused.addAll(resting);
            resting.clear();
            lanes.values().forEach(lane -> {
                refused.addAll(lane.waiting);
                lane.waiting.clear();
            });
        }
        refused.forEach(Waiting::refuse);
    }

    private static final class Lane {
        private final PriorityQueue<Waiting<?>> waiting = new PriorityQueue<>();
        private int inFlight;
        private int pauses;

        private boolean admits(Ticket ticket) {
            return pauses == 0 && inFlight < ticket.limit();
        }

        private boolean isIdle() {
            return inFlight == 0 && pauses == 0 && waiting.isEmpty();
        }
    }

    private record Waiting<T>(Ticket ticket, Supplier<CompletionStage<T>> work, CompletableFuture<T> result)
            implements Comparable<Waiting<?>> {

        @Override
        public int compareTo(Waiting<?> other) {
            return Long.compare(ticket.number(), other.ticket.number());
        }

        private void refuse() {
            result.completeExceptionally(new GraphUnavailableException(
                    "The component was stopped while the mail waited for its turn. It was not sent.",
                    "Sending it again is safe.",
                    FailureDetails.NONE,
                    null));
        }
    }
}
