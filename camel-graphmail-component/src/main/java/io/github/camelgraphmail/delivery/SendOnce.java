package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.mail.IdempotencyKey;
import io.github.camelgraphmail.mail.MailAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail with an idempotency key: the mailbox is asked for what carries the key before anything is done. What it says is
 * believed once earlier mails of the key have had the time to show up.
 */
final class SendOnce {

    private static final int NOT_FOUND = 404;

    private static final Logger LOG = LoggerFactory.getLogger(SendOnce.class);

    private final ByDraft plan;
    private final IdempotencyKey key;
    private final DraftCalls calls;
    private final Supplier<DraftSend> send;
    private final Clock clock;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final String sender;

    /** @param send sends the mail, whatever there is in the mailbox */
    SendOnce(ByDraft plan, IdempotencyKey key, DraftCalls calls, Supplier<DraftSend> send, Clock clock) {
        this.plan = plan;
        this.key = key;
        this.calls = calls;
        this.send = send;
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
        return calls.askAfter(wait, requests.findMarked(sender, "drafts", key))
                .thenCompose(drafts -> calls.askAfter(Duration.ZERO, requests.findMarked(sender, "sentitems", key))
                        .thenApply(sent -> reader.first(sent.content())
                                .<Trace>map(Trace.Sent::new)
                                .orElseGet(() -> new Trace.NotSent(reader.all(drafts.content())))));
    }

    private CompletionStage<Delivered> goOnFrom(Trace trace) {
        if (trace instanceof Trace.Sent sent) {
            return CompletableFuture.completedFuture(duplicateOf(sent.message()));
        }
        List<Draft> drafts = ((Trace.NotSent) trace).drafts();
        boolean wanted = plan.mail().action() instanceof MailAction.Draft && drafts.size() == 1;
        return wanted ? completeOrAnew(drafts.get(0)) : anew(drafts);
    }

    private Delivered duplicateOf(Draft message) {
        return new Delivered(DeliveryKind.DUPLICATE, null, null, calls.effort().attempts(), Optional.of(message));
    }

    /** A draft is what was asked for; one that broke off on its way has fewer attachments. */
    private CompletionStage<Delivered> completeOrAnew(Draft draft) {
        return calls.askAfter(Duration.ZERO, requests.attachments(sender, draft.id()))
                .thenCompose(answer -> reader.count(answer.content()).orElse(-1)
                                == plan.attachments().size()
                        ? CompletableFuture.completedFuture(duplicateOf(draft))
                        : anew(List.of(draft)));
    }

    /** What was left behind goes: nobody knows how far it came. */
    private CompletionStage<Delivered> anew(List<Draft> leftBehind) {
        if (leftBehind.isEmpty()) {
            return send.get().deliver();
        }
        return calls.repeat(requests.delete(sender, leftBehind.get(0).id())).thenCompose(outcome -> {
            boolean gone = outcome instanceof Done || outcome instanceof Refused refused && refused.is(NOT_FOUND);
            if (!gone) {
                LOG.warn("A draft that was left behind could not be deleted; it stands in the mailbox's Drafts");
            }
            return anew(leftBehind.subList(1, leftBehind.size()));
        });
    }
}
