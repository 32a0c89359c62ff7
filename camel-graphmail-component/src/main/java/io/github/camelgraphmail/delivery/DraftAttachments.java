package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.auth.ServiceAddress;
import io.github.camelgraphmail.delivery.AttachmentUpload.End;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.delivery.StepOutcome.Unknown;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.mail.MailAttachment;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives a draft its attachments, one after the other: small ones by a request, large ones by an upload session. After a lost
 * answer the draft is looked at before an attachment is given again.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/attachment-createuploadsession">attachment: createUploadSession</a>
 */
final class DraftAttachments {

    /** Attachments from here on go by an upload session: Graph says 3 MB, and not which megabytes. */
    private static final long SESSION_BYTES = 3_000_000;

    private static final int SESSIONS = 5;
    private static final int LOOKS_FOR_AN_ATTACHMENT = 2;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ByDraft plan;
    private final Draft draft;
    private final DraftCalls calls;
    private final GraphFailures failures;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final String sender;

    DraftAttachments(ByDraft plan, Draft draft, DraftCalls calls, GraphFailures failures) {
        this.plan = plan;
        this.draft = draft;
        this.calls = calls;
        this.failures = failures;
        this.sender = plan.mail().sender();
    }

    /** Completes when the draft has them all, or with the exception that says why it has not. */
    CompletionStage<Void> attach() {
        return attachFrom(0);
    }

    private CompletionStage<Void> attachFrom(int index) {
        if (index == plan.attachments().size()) {
            return CompletableFuture.completedFuture(null);
        }
        MailAttachment attachment = plan.attachments().get(index);
        CompletionStage<Void> attached =
                attachment.source().size() < SESSION_BYTES ? post(index, true, 1) : session(index, true, 1);
        return attached.thenCompose(done -> attachFrom(index + 1));
    }

    /** @param mayUpload whether a session may be tried when Graph finds the attachment too large for this */
    private CompletionStage<Void> post(int index, boolean mayUpload, int tries) {
        GraphRequest request;
        try {
            request = requests.attach(sender, draft.id(), plan.attachments().get(index));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unreadable(plan.attachments().get(index), e));
        }
        return calls.call(tries, request).thenCompose(outcome -> {
            if (outcome instanceof Done) {
                return CompletableFuture.completedFuture(null);
            }
            if (outcome instanceof Refused refused) {
                boolean tooLarge = refused.is(TOO_LARGE) || refused.has("ErrorAttachmentSizeLimitExceeded");
                return mayUpload && tooLarge
                        ? session(index, false, 1)
                        : failed(failures.refused(refused.answer(), calls.effort()));
            }
            return isAttached(index, 1).thenCompose(attached -> {
                if (attached) {
                    return CompletableFuture.completedFuture(null);
                }
                return calls.mayWait(tries)
                        ? post(index, mayUpload, tries + 1)
                        : failed(failures.notDone(((Unknown) outcome).result(), calls.effort(), null));
            });
        });
    }

    /** @param mayPost whether a plain request may be tried when Graph finds the attachment too small for this */
    private CompletionStage<Void> session(int index, boolean mayPost, int tries) {
        GraphRequest request;
        try {
            request = requests.createUploadSession(
                    sender, draft.id(), plan.attachments().get(index));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unreadable(plan.attachments().get(index), e));
        }
        return calls.repeat(request).thenCompose(outcome -> {
            if (outcome instanceof Done done) {
                return upload(index, done.answer(), tries);
            }
            Refused refused = (Refused) outcome;
            boolean tooSmall = refused.has("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
            return mayPost && tooSmall
                    ? post(index, false, 1)
                    : failed(failures.refused(refused.answer(), calls.effort()));
        });
    }

    private CompletionStage<Void> upload(int index, Answer created, int tries) {
        Optional<URI> session = reader.uploadUrl(created.content());
        if (session.isEmpty() && calls.mayWait(tries) && tries < SESSIONS) {
            return session(index, false, tries + 1);
        }
        if (session.filter(ServiceAddress::mayCarrySecrets).isEmpty()) {
            return failed(failures.unsafeUpload(created, calls.effort()));
        }
        MailAttachment attachment = plan.attachments().get(index);
        return new AttachmentUpload(calls, session.get(), attachment)
                .run()
                .thenCompose(end -> end instanceof End.Broken broken
                        ? uploadAgain(index, broken.last(), tries)
                        : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> uploadAgain(int index, StepOutcome last, int tries) {
        if (last instanceof Refused refused && !isSessionGone(refused)) {
            return failed(failures.refused(refused.answer(), calls.effort()));
        }
        return isAttached(index, 1).thenCompose(attached -> {
            if (attached) {
                return CompletableFuture.completedFuture(null);
            }
            return tries < SESSIONS && calls.mayWait(tries)
                    ? session(index, false, tries + 1)
                    : failed(failures.notDone(result(last), calls.effort(), null));
        });
    }

    private static boolean isSessionGone(Refused refused) {
        return refused.is(NOT_FOUND) || refused.is(GONE) || refused.is(RANGE_NOT_SATISFIABLE);
    }

    private static GraphResult result(StepOutcome outcome) {
        if (outcome instanceof Unknown unknown) {
            return unknown.result();
        }
        return outcome instanceof Done done ? done.answer() : ((Refused) outcome).answer();
    }

    /** Whether the attachment is there: they come one after the other, so their number says it. It may show late. */
    private CompletionStage<Boolean> isAttached(int index, int looks) {
        return calls.ask(looks, requests.attachments(sender, draft.id())).thenCompose(answer -> {
            OptionalInt count = reader.count(answer.content());
            boolean attached = count.orElse(index) > index;
            return attached || looks >= LOOKS_FOR_AN_ATTACHMENT
                    ? CompletableFuture.completedFuture(attached)
                    : isAttached(index, looks + 1);
        });
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    static InvalidMailException unreadable(MailAttachment attachment, IOException e) {
        return GraphFailures.unreadable("attachment '" + attachment.name() + "'", e);
    }
}
