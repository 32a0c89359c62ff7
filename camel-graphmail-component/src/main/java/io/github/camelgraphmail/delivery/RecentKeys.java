package io.github.camelgraphmail.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * The marks of mails that are on their way, one after the other for each mark, and of those that came to their end a moment
 * ago, which the mailbox need not show yet. Safe for use by many threads.
 */
public final class RecentKeys {

    private final Clock clock;
    private final Duration settling;
    private final Instant started;
    private final Executor worker;

    // Both are guarded by this. Those under way have a queue of those that wait for them; the past ones are in the
    // order of
    // their ends, and go when one more has ended and they are old.
    private final Map<Name, Queue<Turn>> underWay = new HashMap<>();
    private final Map<Name, End> past = new LinkedHashMap<>();

    /**
     * @param settling how long a mailbox may take until it shows what was done to it
     * @param worker goes on with mails that had to wait for another of the same mark
     */
    public RecentKeys(Clock clock, Duration settling, Executor worker) {
        this.clock = clock;
        this.settling = settling;
        this.worker = worker;
        // Before that another process may have sent mails.
        this.started = clock.instant();
    }

    private record Name(String mailbox, String mark) {}

    private record Turn(Function<Instant, CompletionStage<Delivered>> send, CompletableFuture<Delivered> result) {}

    /** @param delivered empty when the mail was not, or not for certain */
    private record End(Instant at, Optional<Delivered> delivered) {}

    /**
     * Sends a mail when no other of its mark is on its way; not at all if one was sent a moment ago.
     *
     * @param send is told from when on the mailbox shows what became of earlier mails of the mark
     * @return fails with {@link RejectedExecutionException} when the component stops before it is the mail's turn
     */
    CompletionStage<Delivered> inTurn(String mailbox, String mark, Function<Instant, CompletionStage<Delivered>> send) {
        Name name = new Name(mailbox, mark);
        Turn turn = new Turn(send, new CompletableFuture<>());
        synchronized (this) {
            Queue<Turn> others = underWay.get(name);
            if (others != null) {
                others.add(turn);
                return turn.result();
            }
            underWay.put(name, new ArrayDeque<>());
        }
        begin(name, turn);
        return turn.result();
    }

    private void begin(Name name, Turn turn) {
        Optional<End> last = lastEnd(name);
        Optional<Delivered> delivered = last.flatMap(End::delivered);
        CompletionStage<Delivered> sending = delivered.isPresent()
                ? CompletableFuture.completedFuture(delivered.get().again())
                : turn.send().apply(last.map(End::at).orElse(started).plus(settling));
        sending.whenComplete((sent, failure) -> {
            end(name, Optional.ofNullable(sent));
            next(name);
            if (failure == null) {
                turn.result().complete(sent);
            } else {
                turn.result().completeExceptionally(failure);
            }
        });
    }

    /** Empty for one that the mailbox shows by now. */
    private synchronized Optional<End> lastEnd(Name name) {
        return Optional.ofNullable(past.get(name))
                .filter(end -> !end.at().plus(settling).isBefore(clock.instant()));
    }

    private synchronized void end(Name name, Optional<Delivered> delivered) {
        past.remove(name);
        past.put(name, new End(clock.instant(), delivered));
        Instant settled = clock.instant().minus(settling);
        Iterator<End> ends = past.values().iterator();
        while (ends.hasNext() && ends.next().at().isBefore(settled)) {
            ends.remove();
        }
    }

    /** One after the other, not one within the other: there may be many. */
    private void next(Name name) {
        while (true) {
            Turn turn;
            synchronized (this) {
                turn = underWay.get(name).poll();
                if (turn == null) {
                    underWay.remove(name);
                    return;
                }
            }
            try {
                worker.execute(() -> begin(name, turn));
                return;
            } catch (RejectedExecutionException stopped) {
                turn.result().completeExceptionally(stopped);
            }
        }
    }

    /** How many marks are remembered. */
    synchronized int size() {
        return past.size() + underWay.size();
    }
}
