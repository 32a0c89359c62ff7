package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.delivery.StepOutcome.Unknown;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.mail.MailAction;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the draft of a mail, under a Message-ID by which it is looked for before it is created again.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-post-messages">Create message</a>
 */
final class DraftCreation {

    private static final int LOOKS_FOR_A_DRAFT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DraftCreation.class);

    private final ByDraft plan;
    private final DraftCalls calls;
    private final GraphFailures failures;
    private final MailRequests requests = new MailRequests();
    private final DraftReader reader = new DraftReader();
    private final MessageSearch search;
    private final String sender;
    private final String internetMessageId;

    DraftCreation(ByDraft plan, DraftCalls calls, GraphFailures failures) {
        this.plan = plan;
        this.calls = calls;
        this.failures = failures;
        this.search = new MessageSearch(calls, failures);
        this.sender = plan.mail().sender();
        this.internetMessageId = "<" + UUID.randomUUID() + "@" + domain(sender) + ">";
    }

    private static String domain(String sender) {
        int at = sender.lastIndexOf('@');
        return at < 0 ? "graphmail.invalid" : sender.substring(at + 1);
    }

    /** Completes when the draft is there, or with the {@link GraphMailException} that says why it is not. */
    CompletionStage<Draft> create() {
        return create(1);
    }

    private CompletionStage<Draft> create(int tries) {
        GraphRequest request;
        try {
            request = requests.create(plan, internetMessageId);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(GraphFailures.unreadable("body", e));
        }
        return calls.call(tries, request).thenCompose(outcome -> {
            if (outcome instanceof Done done) {
                return reader.read(done.answer().content())
                        .map(CompletableFuture::completedFuture)
                        // It says that there is a draft, and not which.
                        .orElseGet(() -> createdOrAgain(tries, new Unknown(done.answer()))
                                .toCompletableFuture());
            }
            if (outcome instanceof Refused refused) {
                return failed(failures.refused(refused.answer(), calls.effort()));
            }
            return createdOrAgain(tries, (Unknown) outcome);
        });
    }

    /** Not before the mailbox has said that no such draft is there. */
    private CompletionStage<Draft> createdOrAgain(int tries, Unknown last) {
        if (!(plan.message() instanceof DirectJson)) {
            return createdAsMimeOrAgain(tries, last);
        }
        return find().thenCompose(draft -> {
            if (draft.isPresent()) {
                return CompletableFuture.completedFuture(draft.get());
            }
            return calls.mayWait(tries)
                    ? create(tries + 1)
                    : failed(failures.notDone(last.result(), calls.effort(), null));
        });
    }

    /** A draft of MIME can't be asked for, since its Message-ID is Graph's; but one that is left over does not send itself. */
    private CompletionStage<Draft> createdAsMimeOrAgain(int tries, Unknown last) {
        if (plan.mail().action() instanceof MailAction.Draft) {
            return failed(failures.unknown(last.result(), calls.effort()));
        }
        if (!calls.mayWait(tries)) {
            return failed(failures.notDone(last.result(), calls.effort(), null));
        }
        LOG.warn(
                "The answer to a draft's creation was lost; a draft that is not sent may stand in the mailbox's Drafts");
        return create(tries + 1);
    }

    /** A draft of JSON has its mark from the start. Without it a draft of MIME is not sent. */
    CompletionStage<Void> mark(Draft draft) {
        if (plan.mark().isEmpty() || plan.message() instanceof DirectJson) {
            return CompletableFuture.completedFuture(null);
        }
        GraphRequest request;
        try {
            request = requests.mark(sender, draft.id(), plan.mark().get());
        } catch (IOException e) {
            return CompletableFuture.failedFuture(GraphFailures.unreadable("body", e));
        }
        return calls.repeat(request)
                .thenCompose(outcome -> outcome instanceof Refused refused
                        ? failed(failures.refused(refused.answer(), calls.effort()))
                        : CompletableFuture.completedFuture(null));
    }

    /** The draft, when the mailbox shows it in one of a few looks; empty when it says each time that there is none. */
    CompletionStage<Optional<Draft>> find() {
        return find(1);
    }

    private CompletionStage<Optional<Draft>> find(int looks) {
        return search.findAfterWait(looks, requests.find(sender, internetMessageId))
                .thenCompose(drafts -> !drafts.isEmpty() || looks >= LOOKS_FOR_A_DRAFT
                        ? CompletableFuture.completedFuture(drafts.stream().findFirst())
                        : find(looks + 1));
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }
}
