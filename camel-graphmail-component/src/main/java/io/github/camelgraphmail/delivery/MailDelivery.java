package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.Direct;
import io.github.camelgraphmail.delivery.Verdict.Accepted;
import io.github.camelgraphmail.delivery.Verdict.Failed;
import io.github.camelgraphmail.delivery.Verdict.PauseMailbox;
import io.github.camelgraphmail.delivery.Verdict.Repeat;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.mail.MailAction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails through the gate to Graph, and again where that is safe. Safe for use by many threads. */
public final class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private final GraphClient graph;
    private final MailboxGate gate;
    private final MailTraffic traffic;
    private final Executor worker;
    private final Clock clock;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final MailRequests requests = new MailRequests();
    private final DraftReader drafts = new DraftReader();

    /** @param worker goes on with drafts after each answer */
    public MailDelivery(
            GraphClient graph,
            MailTraffic traffic,
            Executor worker,
            Clock clock,
            DeliverySettings settings,
            Pace pace) {
        this.traffic = traffic;
        this.worker = worker;
        this.graph = graph;
        this.gate = traffic.gate();
        this.clock = clock;
        this.settings = settings;
        this.backoff = new Backoff(pace, new Random());
    }

    /**
     * Sends a mail. Holds the caller back while too many of the mailbox are on their way.
     *
     * @throws GraphMailException when that wait ends in another way; the mail was not sent then
     * @return completes when Graph has accepted it, or with the {@link GraphMailException} that says why it has not; on
     *     any thread, which the continuation should leave soon
     */
    public CompletionStage<Delivered> deliver(DeliveryPlan plan) {
        // Upper and lower case name the same mailbox.
        String mailbox = plan.mail().sender().toLowerCase(Locale.ROOT);
        traffic.room().enter(mailbox, settings.mostPerMailbox());
        CompletionStage<Delivered> delivering;
        try {
            delivering = begin(plan, mailbox);
        } catch (RuntimeException | Error e) {
            delivering = CompletableFuture.failedFuture(e);
        }
        return delivering.whenComplete((delivered, failure) -> traffic.room().leave(mailbox));
    }

    /**
     * Makes a request about a mailbox in its turn among the mails of the mailbox. It is not repeated.
     *
     * @return completes exceptionally when the component stops before its turn
     */
    public CompletionStage<GraphResult> ask(String mailbox, GraphRequest request) {
        String lane = mailbox.toLowerCase(Locale.ROOT);
        return gate.through(gate.ticket(lane, settings.maxConcurrentPerMailbox()), () -> graph.send(request));
    }

    private CompletionStage<Delivered> begin(DeliveryPlan plan, String mailbox) {
        MailboxGate.Ticket ticket = gate.ticket(mailbox, settings.maxConcurrentPerMailbox());
        if (plan instanceof ByDraft byDraft) {
            GraphFailures failures = GraphFailures.ofDraft(plan.mail().sender());
            DraftCalls calls = new DraftCalls(
                    graph, gate, ticket, worker, backoff, traffic.meter(), failures, settings.retryTimeout());
            return byDraft.mark()
                    .map(mark -> once(byDraft, mark, mailbox, calls, failures))
                    .orElseGet(() -> new DraftSend(byDraft, calls, failures).deliver());
        }
        DirectSend send = new DirectSend((Direct) plan, ticket);
        send.begin();
        return send.done;
    }

    private CompletionStage<Delivered> once(
            ByDraft plan, String mark, String mailbox, DraftCalls calls, GraphFailures failures) {
        SendOnce once = new SendOnce(plan, mark, calls, failures, clock);
        return traffic.keys().inTurn(mailbox, mark, once::deliver).exceptionallyCompose(failure -> {
            Throwable cause = Failures.unwrapped(failure);
            return CompletableFuture.failedFuture(
                    cause instanceof GraphMailException ? cause : failures.brokenOff(cause, calls.effort()));
        });
    }

    /** One mail on its way. Its attempts follow each other, so its fields need no guard. */
    private final class DirectSend {

        private final Direct plan;
        private final MailboxGate.Ticket ticket;
        private final RepeatPolicy policy;
        private final GraphFailures failures;
        private final CompletableFuture<Delivered> done = new CompletableFuture<>();
        private Instant begun;
        private Effort effort = Effort.NONE;
        private boolean mayHaveSent;

        private DirectSend(Direct plan, MailboxGate.Ticket ticket) {
            this.plan = plan;
            this.ticket = ticket;
            this.failures = new GraphFailures(plan.mail().sender(), requests.name(plan.mail()));
            this.policy = new RepeatPolicy(settings.retryTimeout(), settings.unknownOutcome(), backoff, failures);
        }

        private void begin() {
            proceedAfter(gate.through(ticket, this::request));
        }

        private void proceedAfter(CompletionStage<Verdict> attempt) {
            attempt.whenComplete((verdict, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(withoutAnswer(failure));
                } else {
                    proceed(verdict);
                }
            });
        }

        /** The mail did not get as far as a request this time; an earlier time it may have. */
        private Throwable withoutAnswer(Throwable failure) {
            Throwable cause = Failures.unwrapped(failure);
            return mayHaveSent && cause instanceof GraphMailException last
                    ? failures.afterAnUnknownAttempt(last, effort)
                    : cause;
        }

        private void proceed(Verdict verdict) {
            if (verdict instanceof Accepted accepted) {
                done.complete(delivered(accepted.answer()));
            } else if (verdict instanceof Failed failed) {
                done.completeExceptionally(failed.failure());
            } else if (verdict instanceof Repeat repeat) {
                LOG.debug("Attempt {} sent nothing; the next one follows in {}", effort.attempts(), repeat.after());
                effort = effort.waited(repeat.after());
                proceedAfter(gate.throughAfter(repeat.after(), ticket, this::request));
            } else if (verdict instanceof PauseMailbox pause) {
                effort = effort.waited(pause.length());
                proceedAfter(gate.through(ticket, this::request));
            }
        }

        private Delivered delivered(GraphResult.Answer answer) {
            boolean draft = plan.mail().action() instanceof MailAction.Draft;
            return new Delivered(
                    draft ? DeliveryKind.DRAFT : DeliveryKind.DIRECT,
                    answer.requestId(),
                    answer.clientRequestId(),
                    effort.attempts(),
                    draft ? drafts.read(answer.content()) : Optional.empty());
        }

        private CompletionStage<Verdict> request() {
            if (begun == null) {
                begun = clock.instant();
            }
            effort = effort.attempted();
            traffic.meter().requested();
            if (effort.attempts() > 1) {
                traffic.meter().repeated();
            }
            GraphRequest request;
            try {
                request = requests.of(plan);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(GraphFailures.unreadable("attachment", e));
            }
            return graph.send(request).thenApply(result -> {
                traffic.meter().note(result);
                return judge(result);
            });
        }

        /** Still inside the gate, so that nothing slips through before a pause. */
        private Verdict judge(GraphResult result) {
            Duration elapsed = Duration.between(begun, clock.instant());
            if (result instanceof GraphResult.Answer answer) {
                effort = effort.answered(answer.status());
            }
            Verdict verdict = policy.judge(result, new Attempts(effort, elapsed, mayHaveSent));
            mayHaveSent |= RepeatPolicy.mayHaveSent(result);
            if (verdict instanceof PauseMailbox pause) {
                pause(pause.length());
            } else if (verdict instanceof Failed
                    && result instanceof GraphResult.Answer answer
                    && answer.isThrottled()) {
                // Those that wait need not find out one by one.
                pause(Collections.min(List.of(answer.retryAfter().orElse(Duration.ZERO), settings.retryTimeout())));
            }
            return verdict;
        }

        private void pause(Duration length) {
            LOG.debug("Graph throttles a mailbox; it rests for {}", length);
            gate.pause(ticket.mailbox(), length);
        }
    }
}
