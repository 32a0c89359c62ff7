package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.Verdict.Accepted;
import io.github.camelgraphmail.delivery.Verdict.Failed;
import io.github.camelgraphmail.delivery.Verdict.PauseMailbox;
import io.github.camelgraphmail.delivery.Verdict.Repeat;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails through the gate to Graph, and again where that is safe. Safe for use by many threads. */
public final class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private final GraphClient graph;
    private final MailboxGate gate;
    private final Clock clock;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final OutageLog outages = new OutageLog();
    private final SendMailJson json = new SendMailJson();

    public MailDelivery(GraphClient graph, MailboxGate gate, Clock clock, DeliverySettings settings) {
        this.graph = graph;
        this.gate = gate;
        this.clock = clock;
        this.settings = settings;
        this.backoff = new Backoff(RandomGenerator.getDefault());
    }

    /**
     * Sends a mail.
     *
     * @return completes when Graph has accepted it, or with the {@link GraphMailException} that says why it has not; on
     *     any thread, which the continuation should leave soon
     */
    public CompletionStage<Delivered> deliver(DeliveryPlan plan) {
        DirectSend send = new DirectSend(plan.mail());
        send.begin();
        return send.done;
    }

    /** One mail on its way. Its attempts follow each other, so its fields need no guard. */
    private final class DirectSend {

        private final OutgoingMail mail;
        private final MailboxGate.Ticket ticket;
        private final RepeatPolicy policy;
        private final CompletableFuture<Delivered> done = new CompletableFuture<>();
        private Instant begun;
        private int attempts;
        private boolean mayHaveSent;

        private DirectSend(OutgoingMail mail) {
            this.mail = mail;
            // Upper and lower case name the same mailbox.
            this.ticket = gate.ticket(mail.sender().toLowerCase(Locale.ROOT), settings.maxConcurrentPerMailbox());
            this.policy = new RepeatPolicy(
                    settings.retryTimeout(), settings.unknownOutcome(), backoff, new GraphFailures(mail.sender()));
        }

        private void begin() {
            proceedAfter(gate.through(ticket, this::request));
        }

        private void proceedAfter(CompletionStage<Verdict> attempt) {
            attempt.whenComplete((verdict, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(failure);
                } else {
                    proceed(verdict);
                }
            });
        }

        private void proceed(Verdict verdict) {
            if (verdict instanceof Accepted accepted) {
                done.complete(accepted.delivered());
            } else if (verdict instanceof Failed failed) {
                done.completeExceptionally(failed.failure());
            } else if (verdict instanceof Repeat repeat) {
                LOG.debug("Attempt {} sent nothing; the next one follows in {}", attempts, repeat.after());
                proceedAfter(gate.throughAfter(repeat.after(), ticket, this::request));
            } else if (verdict instanceof PauseMailbox) {
                proceedAfter(gate.through(ticket, this::request));
            }
        }

        private CompletionStage<Verdict> request() {
            if (begun == null) {
                begun = clock.instant();
            }
            attempts++;
            byte[] content;
            try {
                content = json.write(mail);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(unreadable(e));
            }
            return graph.send(GraphRequest.postJson(List.of("users", mail.sender(), "sendMail"), content))
                    .thenApply(result -> {
                        note(result);
                        return judge(result);
                    });
        }

        /** Still inside the gate, so that nothing slips through before a pause. */
        private Verdict judge(GraphResult result) {
            Duration elapsed = Duration.between(begun, clock.instant());
            Verdict verdict = policy.judge(result, new Attempts(attempts, elapsed, mayHaveSent));
            mayHaveSent |= RepeatPolicy.mayHaveSent(result);
            if (verdict instanceof PauseMailbox pause) {
                LOG.debug("Graph throttles a mailbox; it rests for {}", pause.length());
                gate.pause(ticket.mailbox(), pause.length());
            }
            return verdict;
        }

        private void note(GraphResult result) {
            if (result instanceof GraphResult.NothingSent nothing) {
                outages.nothingSent(nothing.cause());
            } else if (result instanceof GraphResult.Answer) {
                outages.answered();
            }
        }

        private InvalidMailException unreadable(IOException e) {
            return new InvalidMailException(
                    "attachment",
                    "could not be read when the mail was to be sent (" + e.getMessage() + ").",
                    "Check that the file is still there and no longer written to.",
                    e);
        }
    }
}
