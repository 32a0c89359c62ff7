package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.IdempotencyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The idempotency keys of mails that are on their way, one after the other for each key, and of those that came to their end
 * a moment ago, which the mailbox need not show yet. What ended longer ago than mailboxes take costs nothing. Safe
 * for use by many threads.
 */
public final class RecentKeys {

    private final Clock clock;
    private final Duration settling;
    private final Instant started;
    private final Executor worker;

    // Both are guarded by this. The past ones are in the order of their ends.
    private final Map<Name, CompletableFuture<Void>> underWay = new HashMap<>();
    private final Map<Name, End> past = new LinkedHashMap<>();

    /**
     * @param settling how long a mailbox may take until it shows what was done to it
     * @param worker goes on with mails that had to wait for another of the same key
     */
    public RecentKeys(Clock clock, Duration settling, Executor worker) {
        this.clock = clock;
        this.settling = settling;
        this.worker = worker;
        // Before that another process may have sent mails.
        this.started = clock.instant();
    }

    private record Name(String mailbox, String mark) {}

    /** @param delivered empty when the mail was not, or not for certain */
    private record End(Instant at, Optional<Delivered> delivered) {}

    /**
     * Sends a mail when no other of its key is on its way; not at all if that one has been sent.
     *
     * @param send is told from when on the mailbox shows what became of earlier mails of the key
     */
    CompletionStage<Delivered> inTurn(
            String mailbox, IdempotencyKey key, Function<Instant, CompletionStage<Delivered>> send) {
        Name name = new Name(mailbox, key.mark());
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<Void> before;
        synchronized (this) {
            before = underWay.put(name, turn);
        }
        CompletionStage<Delivered> delivering =
                before == null ? begin(name, send) : before.thenComposeAsync(ended -> begin(name, send), worker);
        return delivering.whenComplete((delivered, failure) -> {
            end(name, turn, Optional.ofNullable(delivered));
            turn.complete(null);
        });
    }

    private CompletionStage<Delivered> begin(Name name, Function<Instant, CompletionStage<Delivered>> send) {
        Optional<End> last = lastEnd(name);
        Optional<Delivered> delivered = last.flatMap(End::delivered);
        return delivered.isPresent()
                ? CompletableFuture.completedFuture(delivered.get().again())
                : send.apply(last.map(End::at).orElse(started).plus(settling));
    }

    private synchronized Optional<End> lastEnd(Name name) {
        return Optional.ofNullable(past.get(name));
    }

    private synchronized void end(Name name, CompletableFuture<Void> turn, Optional<Delivered> delivered) {
        underWay.remove(name, turn);
        past.remove(name);
        past.put(name, new End(clock.instant(), delivered));
        Instant settled = clock.instant().minus(settling);
        Iterator<End> ends = past.values().iterator();
        while (ends.hasNext() && ends.next().at().isBefore(settled)) {
            ends.remove();
        }
    }

    /** How many keys are remembered. */
    synchronized int size() {
        return past.size() + underWay.size();
    }
}
