package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.mail.MailAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail with an idempotency key: the mailbox is asked for what carries the key before anything is done. What it says is
 * believed once earlier mails of the key have had the time to show up.
 */
final class SendOnce {

    private static final Logger LOG = LoggerFactory.getLogger(SendOnce.class);

    private final ByDraft plan;
    private final String mark;
    private final DraftCalls calls;
    private final GraphFailures failures;
    private final MessageSearch search;
    private final Clock clock;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final String sender;

    /** @param mark of the key */
    SendOnce(ByDraft plan, String mark, DraftCalls calls, GraphFailures failures, Clock clock) {
        this.plan = plan;
        this.mark = mark;
        this.calls = calls;
        this.failures = failures;
        this.search = new MessageSearch(calls, failures);
        this.clock = clock;
        this.sender = plan.mail().sender();
    }

    /** What a mailbox has of the key. */
    private sealed interface Trace {

        /** A message that was sent. */
        record Sent(Draft message) implements Trace {}

        /** Messages that were not, perhaps none. */
        record NotSent(List<Draft> drafts) implements Trace {}
    }

    /** @param settled from when on the mailbox shows what became of earlier mails of the key */
    CompletionStage<Delivered> deliver(Instant settled) {
        return trace(Duration.ZERO).thenCompose(first -> {
            Duration wait = Duration.between(clock.instant(), settled);
            boolean believed = first instanceof Trace.Sent || wait.isNegative() || wait.isZero();
            return (believed ? CompletableFuture.completedFuture(first) : trace(wait)).thenCompose(this::goOnFrom);
        });
    }

    /** Drafts first: what is sent meanwhile has left Drafts after it was seen there, or stands in Sent Items already. */
    private CompletionStage<Trace> trace(Duration wait) {
        return search.find(wait, requests.findMarked(sender, "drafts", mark))
                .thenCompose(drafts -> search.find(requests.findMarked(sender, "sentitems", mark))
                        .thenApply(sent -> sent.isEmpty() ? new Trace.NotSent(drafts) : new Trace.Sent(sent.get(0))));
    }

    private CompletionStage<Delivered> goOnFrom(Trace trace) {
        if (trace instanceof Trace.Sent sent) {
            return CompletableFuture.completedFuture(duplicateOf(sent.message()));
        }
        List<Draft> drafts = ((Trace.NotSent) trace).drafts();
        return plan.mail().action() instanceof MailAction.Draft ? firstComplete(drafts, 0) : anew(drafts);
    }

    private Delivered duplicateOf(Draft message) {
        return new Delivered(DeliveryKind.DUPLICATE, null, null, calls.effort().attempts(), Optional.of(message));
    }

    /** A draft is what was asked for; one that broke off on its way has fewer attachments than it should. */
    private CompletionStage<Delivered> firstComplete(List<Draft> drafts, int index) {
        if (index == drafts.size()) {
            return anew(drafts);
        }
        return calls.askAfter(
                        Duration.ZERO,
                        requests.attachments(sender, drafts.get(index).id()))
                .thenCompose(answer -> {
                    OptionalInt count = reader.count(answer.content());
                    if (count.isEmpty()) {
                        return CompletableFuture.failedFuture(failures.notDone(answer, calls.effort(), null));
                    }
                    return count.getAsInt() >= plan.attachments().size()
                            ? CompletableFuture.completedFuture(duplicateOf(drafts.get(index)))
                            : firstComplete(drafts, index + 1);
                });
    }

    /** What was left behind goes: nobody knows how far it came. */
    private CompletionStage<Delivered> anew(List<Draft> leftBehind) {
        if (leftBehind.isEmpty()) {
            return new DraftSend(plan, calls, failures).deliver();
        }
        return calls.delete(requests.delete(sender, leftBehind.get(0).id())).thenCompose(gone -> {
            if (!gone) {
                LOG.warn("A draft that was left behind could not be deleted; it stands in the mailbox's Drafts");
            }
            return anew(leftBehind.subList(1, leftBehind.size()));
        });
    }
}
