package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.delivery.StepOutcome.Unknown;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.MailAction;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mail that goes by a draft: it is created, given its attachments, and sent. Whenever an answer is lost, the mailbox is
 * looked at before anything is done again: a draft is still a draft until it was sent.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/message-send">message: send</a>
 */
final class DraftSend {

    private static final int TRIES = 3;

    /**
     * How often in a row the mailbox has to show the same before it is believed; with growing waits between them that is ten
     * seconds or so, since mailboxes tell late.
     */
    private static final int SIGHTINGS = 4;

    /** How often it is looked at in all, within the time limit; beyond it until it could have been believed. */
    private static final int LOOKS = 7;

    private static final Logger LOG = LoggerFactory.getLogger(DraftSend.class);

    private final ByDraft plan;
    private final DraftCalls calls;
    private final GraphFailures failures;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final DraftCreation creation;
    private final String sender;

    private volatile boolean mayHaveSent;

    DraftSend(ByDraft plan, DraftCalls calls, GraphFailures failures) {
        this.plan = plan;
        this.calls = calls;
        this.failures = failures;
        this.creation = new DraftCreation(plan, calls, failures);
        this.sender = plan.mail().sender();
    }

    /** Once. Completes with the {@link GraphMailException} that says why the mail was not sent, or that it may have been. */
    CompletionStage<Delivered> deliver() {
        return creation.create()
                .thenCompose(draft -> creation.mark(draft)
                        .thenCompose(marked -> new DraftAttachments(plan, draft, calls, failures).attach())
                        .thenCompose(attached -> finish(draft))
                        .handle((delivered, failure) -> failure == null
                                ? CompletableFuture.completedFuture(delivered)
                                : discard(draft, failure))
                        .thenCompose(end -> end))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(described(Failures.unwrapped(failure))));
    }

    /** Nobody is told that a mail was not sent that may have been. */
    private Throwable described(Throwable failure) {
        if (!mayHaveSent) {
            return failure instanceof RejectedExecutionException
                    ? failures.brokenOff(failure, calls.effort())
                    : failure;
        }
        GraphMailException last = failure instanceof GraphMailException described
                ? described
                : failures.brokenOff(failure, calls.effort());
        return failures.afterAnUnknownAttempt(last, calls.effort());
    }

    private CompletionStage<Delivered> finish(Draft draft) {
        return plan.mail().action() instanceof MailAction.Draft
                ? CompletableFuture.completedFuture(delivered(draft, Optional.empty()))
                : send(draft, 1)
                        .thenCompose(answer -> deleteCopy(draft).thenApply(deleted -> delivered(draft, answer)));
    }

    private Delivered delivered(Draft draft, Optional<Answer> sent) {
        return new Delivered(
                DeliveryKind.DRAFT,
                sent.map(Answer::requestId).orElse(null),
                sent.map(Answer::clientRequestId).orElse(null),
                calls.effort().attempts(),
                Optional.of(draft));
    }

    /** @return the answer that says so, empty when the mailbox has said it */
    private CompletionStage<Optional<Answer>> send(Draft draft, int tries) {
        boolean before = mayHaveSent;
        // From here on, whatever breaks.
        mayHaveSent = true;
        return calls.call(requests.send(sender, draft.id()))
                .whenComplete((outcome, failure) -> {
                    boolean knownToHaveDoneNothing =
                            outcome instanceof Refused || Failures.unwrapped(failure) instanceof GraphMailException;
                    mayHaveSent = knownToHaveDoneNothing ? before : true;
                })
                .thenCompose(outcome -> {
                    if (outcome instanceof Done done) {
                        return CompletableFuture.completedFuture(Optional.of(done.answer()));
                    }
                    if (outcome instanceof Refused refused && !before) {
                        return failed(failures.rejected(refused.answer(), calls.effort()));
                    }
                    return look(draft, new Looks(0, 0, 0), tries, outcome);
                });
    }

    /**
     * What the mailbox has shown so far.
     *
     * @param count how often it was looked at
     * @param draft how often in a row it was still a draft
     * @param notFound how often in a row it was not there
     */
    private record Looks(int count, int draft, int notFound) {}

    /** @param last what the last try of sending came to */
    private CompletionStage<Optional<Answer>> look(Draft draft, Looks before, int tries, StepOutcome last) {
        return calls.callAfterWait(before.count() + 1, requests.look(sender, draft.id()))
                // A look that fails says nothing; it is one of several.
                .exceptionally(failure -> null)
                .thenCompose(outcome -> {
                    Optional<Boolean> isDraft = outcome instanceof Done done
                            ? reader.isDraft(done.answer().content())
                            : Optional.empty();
                    if (isDraft.isPresent() && !isDraft.get()) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    boolean notFound = outcome instanceof Refused refused && refused.has("ErrorItemNotFound");
                    Looks looks = new Looks(
                            before.count() + 1,
                            isDraft.isPresent() ? before.draft() + 1 : 0,
                            notFound ? before.notFound() + 1 : 0);
                    if (looks.draft() >= SIGHTINGS) {
                        return stillADraft(draft, tries, last);
                    }
                    if (looks.notFound() >= SIGHTINGS) {
                        return goneFromDrafts(last);
                    }
                    boolean looksOn =
                            looks.count() < LOOKS && (looks.count() < SIGHTINGS || calls.mayWait(looks.count()));
                    return looksOn ? look(draft, looks, tries, last) : failed(unknown(last));
                });
    }

    private CompletionStage<Optional<Answer>> stillADraft(Draft draft, int tries, StepOutcome last) {
        if (last instanceof Refused refused) {
            // It was not sent before either: the draft is there, and Graph says why it stays.
            mayHaveSent = false;
            return failed(failures.rejected(refused.answer(), calls.effort()));
        }
        return tries < TRIES ? send(draft, tries + 1) : failed(unknown(last));
    }

    /** Its id names nothing, and no draft has its Message-ID: nobody but the sending has taken it from there. */
    private CompletionStage<Optional<Answer>> goneFromDrafts(StepOutcome last) {
        if (!(plan.message() instanceof DirectJson)) {
            return failed(unknown(last));
        }
        return creation.find()
                .thenCompose(found ->
                        found.isEmpty() ? CompletableFuture.completedFuture(Optional.empty()) : failed(unknown(last)));
    }

    private GraphMailException unknown(StepOutcome outcome) {
        if (outcome instanceof Unknown unknown) {
            return failures.unknown(unknown.result(), calls.effort());
        }
        return failures.rejected(((Refused) outcome).answer(), calls.effort());
    }

    /** The copy in Sent Items, where none is wanted. The mail was sent: nothing that happens here changes that. */
    private CompletionStage<Void> deleteCopy(Draft draft) {
        boolean keep = !(plan.mail() instanceof ComposedMail mail) || mail.saveToSentItems();
        return keep ? CompletableFuture.completedFuture(null) : deleteCopy(draft, 1);
    }

    /** Not before it is there: what is still on its way out must not be deleted. */
    private CompletionStage<Void> deleteCopy(Draft draft, int looks) {
        return calls.callAfterWait(looks, requests.look(sender, draft.id()))
                .thenCompose(outcome -> {
                    boolean sent = outcome instanceof Done done
                            && reader.isDraft(done.answer().content()).equals(Optional.of(false));
                    if (sent) {
                        return calls.delete(requests.delete(sender, draft.id()))
                                .thenAccept(DraftSend::warnAboutTheCopy);
                    }
                    if (looks < LOOKS) {
                        return deleteCopy(draft, looks + 1);
                    }
                    warnAboutTheCopy(false);
                    return CompletableFuture.completedFuture(null);
                })
                .exceptionally(failure -> {
                    warnAboutTheCopy(false);
                    return null;
                });
    }

    private static void warnAboutTheCopy(boolean deleted) {
        if (!deleted) {
            LOG.warn("A mail was sent, but its copy in Sent Items could not be deleted (saveToSentItems=false)");
        }
    }

    /** A draft that is not going to be sent goes; one that may have been sent is left alone. */
    private CompletableFuture<Delivered> discard(Draft draft, Throwable failure) {
        Throwable cause = Failures.unwrapped(failure);
        if (mayHaveSent || cause instanceof DeliveryUnknownException) {
            return CompletableFuture.failedFuture(cause);
        }
        return calls.delete(requests.delete(sender, draft.id()))
                .handle((deleted, another) -> {
                    if (another != null || !deleted) {
                        LOG.warn("A draft that was not sent could not be deleted; it stands in the mailbox's Drafts");
                    }
                    return CompletableFuture.<Delivered>failedFuture(cause);
                })
                .thenCompose(end -> end)
                .toCompletableFuture();
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }
}
