package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.auth.ServiceAddress;
import io.github.camelgraphmail.delivery.AttachmentUpload.End;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.delivery.StepOutcome.Unknown;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAttachment;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
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

    /** Attachments from here on go by an upload session: Graph says 3 MB, and not which megabytes. */
    private static final long SESSION_BYTES = 3_000_000;

    private static final int TRIES = 5;

    /** How often a message that is still a draft is looked at before that is believed. */
    private static final int LOOKS_AT_A_DRAFT = 2;

    /** How often a message that is not found is looked for: a sent one takes a while to show. */
    private static final int LOOKS_FOR_A_MESSAGE = 6;

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private static final Logger LOG = LoggerFactory.getLogger(DraftSend.class);

    private final ByDraft plan;
    private final DraftCalls calls;
    private final GraphFailures failures;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final String sender;
    private final String internetMessageId;

    private boolean mayHaveSent;

    DraftSend(ByDraft plan, DraftCalls calls, GraphFailures failures) {
        this.plan = plan;
        this.calls = calls;
        this.failures = failures;
        this.sender = plan.mail().sender();
        this.internetMessageId = "<" + UUID.randomUUID() + "@" + domain(sender) + ">";
    }

    private static String domain(String sender) {
        int at = sender.lastIndexOf('@');
        return at < 0 ? "graphmail.invalid" : sender.substring(at + 1);
    }

    /** Once. Completes with the {@link GraphMailException} that says why the mail was not sent, or that it may have been. */
    CompletionStage<Delivered> deliver() {
        return create(1)
                .thenCompose(draft -> attachFrom(draft, 0)
                        .thenCompose(attached -> finish(draft))
                        .handle((delivered, failure) -> failure == null
                                ? CompletableFuture.completedFuture(delivered)
                                : discard(draft, failure))
                        .thenCompose(end -> end))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(described(Failures.unwrapped(failure))));
    }

    private Throwable described(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            GraphMailException stopped = new GraphUnavailableException(
                    "The component was stopped before the draft was sent.",
                    "Sending the mail again is safe.",
                    FailureDetails.withoutAnswer(calls.attempts()),
                    null);
            return mayHaveSent ? failures.afterAnUnknownAttempt(stopped, calls.attempts()) : stopped;
        }
        return mayHaveSent && failure instanceof GraphMailException last
                ? failures.afterAnUnknownAttempt(last, calls.attempts())
                : failure;
    }

    // ---- create

    private CompletionStage<Draft> create(int tries) {
        GraphRequest request;
        try {
            request = requests.create(plan, internetMessageId);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unreadable(e));
        }
        return calls.call(request).thenCompose(outcome -> {
            if (outcome instanceof Done done) {
                return reader.read(done.answer().content())
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> failed(failures.notDone(done.answer(), calls.attempts(), null)));
            }
            if (outcome instanceof Refused refused) {
                return failed(refusal(refused.answer()));
            }
            return found(1).thenCompose(draft -> draft.isPresent()
                    ? CompletableFuture.completedFuture(draft.get())
                    : createAgain(tries, (Unknown) outcome));
        });
    }

    private CompletionStage<Draft> createAgain(int tries, Unknown last) {
        return tries < TRIES ? create(tries + 1) : failed(failures.notDone(last.result(), calls.attempts(), null));
    }

    /** The draft that was created although nobody said so. A draft of MIME has a Message-ID that nobody knows. */
    private CompletionStage<Optional<Draft>> found(int looks) {
        if (!(plan.message() instanceof DirectJson)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return calls.callAfterWait(looks, requests.find(sender, internetMessageId))
                .thenCompose(outcome -> {
                    Optional<Draft> draft = outcome instanceof Done done
                            ? reader.first(done.answer().content())
                            : Optional.empty();
                    return draft.isPresent() || looks >= LOOKS_AT_A_DRAFT
                            ? CompletableFuture.completedFuture(draft)
                            : found(looks + 1);
                });
    }

    // ---- attach

    private CompletionStage<Void> attachFrom(Draft draft, int index) {
        if (index == plan.attachments().size()) {
            return CompletableFuture.completedFuture(null);
        }
        MailAttachment attachment = plan.attachments().get(index);
        CompletionStage<Void> attached = attachment.source().size() < SESSION_BYTES
                ? post(draft, index, true, 1)
                : session(draft, index, true, 1);
        return attached.thenCompose(done -> attachFrom(draft, index + 1));
    }

    /** @param mayUpload whether a session may be tried when Graph finds the attachment too large for this */
    private CompletionStage<Void> post(Draft draft, int index, boolean mayUpload, int tries) {
        GraphRequest request;
        try {
            request = requests.attach(sender, draft.id(), plan.attachments().get(index));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unreadable(plan.attachments().get(index), e));
        }
        return calls.call(request).thenCompose(outcome -> {
            if (outcome instanceof Done) {
                return CompletableFuture.completedFuture(null);
            }
            if (outcome instanceof Refused refused) {
                boolean tooLarge = refused.is(TOO_LARGE) || refused.has("ErrorAttachmentSizeLimitExceeded");
                return mayUpload && tooLarge ? session(draft, index, false, 1) : failed(refusal(refused.answer()));
            }
            return isAttached(draft, index).thenCompose(attached -> {
                if (attached) {
                    return CompletableFuture.completedFuture(null);
                }
                return tries < TRIES
                        ? post(draft, index, mayUpload, tries + 1)
                        : failed(failures.notDone(((Unknown) outcome).result(), calls.attempts(), null));
            });
        });
    }

    /** @param mayPost whether a plain request may be tried when Graph finds the attachment too small for this */
    private CompletionStage<Void> session(Draft draft, int index, boolean mayPost, int tries) {
        GraphRequest request;
        try {
            request = requests.createUploadSession(
                    sender, draft.id(), plan.attachments().get(index));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unreadable(plan.attachments().get(index), e));
        }
        return calls.repeat(request).thenCompose(outcome -> {
            if (outcome instanceof Done done) {
                return upload(draft, index, done.answer(), tries);
            }
            Refused refused = (Refused) outcome;
            boolean tooSmall = refused.has("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
            return mayPost && tooSmall ? post(draft, index, false, 1) : failed(refusal(refused.answer()));
        });
    }

    private CompletionStage<Void> upload(Draft draft, int index, Answer created, int tries) {
        Optional<URI> session = reader.uploadUrl(created.content()).filter(ServiceAddress::mayCarrySecrets);
        if (session.isEmpty()) {
            return failed(failures.notDone(created, calls.attempts(), null));
        }
        MailAttachment attachment = plan.attachments().get(index);
        return new AttachmentUpload(calls, session.get(), attachment)
                .run()
                .thenCompose(end -> end == End.COMPLETE
                        ? CompletableFuture.<Void>completedFuture(null)
                        : isAttached(draft, index).thenCompose(attached -> {
                            if (attached) {
                                return CompletableFuture.completedFuture(null);
                            }
                            return tries < TRIES
                                    ? session(draft, index, false, tries + 1)
                                    : failed(failures.notDone(created, calls.attempts(), null));
                        }));
    }

    /** Whether the attachment is there: they come one after the other, so their number says it. */
    private CompletionStage<Boolean> isAttached(Draft draft, int index) {
        return calls.repeat(requests.attachments(sender, draft.id())).thenApply(outcome -> {
            OptionalInt count =
                    outcome instanceof Done done ? reader.count(done.answer().content()) : OptionalInt.empty();
            return count.orElse(index) > index;
        });
    }

    // ---- send

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
                calls.attempts(),
                Optional.of(draft));
    }

    /** @return the answer that says so, empty when the mailbox has said it */
    private CompletionStage<Optional<Answer>> send(Draft draft, int tries) {
        return calls.call(requests.send(sender, draft.id())).thenCompose(outcome -> {
            if (outcome instanceof Done done) {
                return CompletableFuture.completedFuture(Optional.of(done.answer()));
            }
            if (outcome instanceof Refused refused && !mayHaveSent) {
                return failed(failures.rejected(refused.answer(), calls.attempts()));
            }
            mayHaveSent = true;
            return look(draft, 1, tries, outcome);
        });
    }

    /** @param tries how often sending was tried */
    private CompletionStage<Optional<Answer>> look(Draft draft, int looks, int tries, StepOutcome unknown) {
        return calls.callAfterWait(looks, requests.look(sender, draft.id())).thenCompose(outcome -> {
            Optional<Boolean> isDraft =
                    outcome instanceof Done done ? reader.isDraft(done.answer().content()) : Optional.empty();
            if (isDraft.isPresent() && !isDraft.get()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (isDraft.isPresent() && looks >= LOOKS_AT_A_DRAFT) {
                return tries < TRIES ? send(draft, tries + 1) : failed(unknown(unknown));
            }
            boolean isNotFound = outcome instanceof Refused refused && refused.is(NOT_FOUND);
            if (looks < LOOKS_FOR_A_MESSAGE) {
                return look(draft, looks + 1, tries, unknown);
            }
            // It is in Drafts no more, where nobody else has touched it: it was sent and does not show yet.
            return isNotFound ? CompletableFuture.completedFuture(Optional.empty()) : failed(unknown(unknown));
        });
    }

    private GraphMailException unknown(StepOutcome outcome) {
        if (outcome instanceof Unknown unknown) {
            return failures.unknown(unknown.result(), calls.attempts());
        }
        return failures.rejected(((Refused) outcome).answer(), calls.attempts());
    }

    // ---- clean up

    /** The copy in Sent Items, where none is wanted. The mail was sent: nothing that happens here changes that. */
    private CompletionStage<Void> deleteCopy(Draft draft) {
        boolean keep = !(plan.mail() instanceof ComposedMail mail) || mail.saveToSentItems();
        return keep ? CompletableFuture.completedFuture(null) : deleteCopy(draft, 1);
    }

    private CompletionStage<Void> deleteCopy(Draft draft, int tries) {
        return calls.callAfterWait(tries, requests.delete(sender, draft.id()))
                .thenCompose(outcome -> {
                    if (outcome instanceof Done) {
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    if (tries < LOOKS_FOR_A_MESSAGE) {
                        return deleteCopy(draft, tries + 1);
                    }
                    LOG.warn(
                            "A mail was sent, but its copy in Sent Items could not be deleted (saveToSentItems=false)");
                    return CompletableFuture.completedFuture(null);
                })
                .exceptionally(failure -> {
                    LOG.warn(
                            "A mail was sent, but its copy in Sent Items could not be deleted (saveToSentItems=false): {}",
                            Failures.unwrapped(failure).getMessage());
                    return null;
                });
    }

    /** A draft that is not going to be sent goes; one that may have been sent is left alone. */
    private CompletableFuture<Delivered> discard(Draft draft, Throwable failure) {
        Throwable cause = Failures.unwrapped(failure);
        if (mayHaveSent || cause instanceof DeliveryUnknownException) {
            return CompletableFuture.failedFuture(cause);
        }
        return calls.call(requests.delete(sender, draft.id()))
                .handle((outcome, another) -> {
                    if (!(outcome instanceof Done)) {
                        LOG.warn("A draft that was not sent could not be deleted; it stands in the mailbox's Drafts");
                    }
                    return CompletableFuture.<Delivered>failedFuture(cause);
                })
                .thenCompose(end -> end)
                .toCompletableFuture();
    }

    private GraphMailException refusal(Answer answer) {
        return answer.status() == FORBIDDEN
                ? failures.draftDenied(answer, calls.attempts())
                : failures.rejected(answer, calls.attempts());
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private static InvalidMailException unreadable(IOException e) {
        return new InvalidMailException(
                "body",
                "could not be read when the mail was to be sent (" + e.getMessage() + ").",
                "Check its source.",
                e);
    }

    static InvalidMailException unreadable(MailAttachment attachment, IOException e) {
        return new InvalidMailException(
                "attachment '" + attachment.name() + "'",
                "could not be read when the mail was to be sent (" + e.getMessage() + ").",
                "Check that the file is still there and no longer written to.",
                e);
    }
}
