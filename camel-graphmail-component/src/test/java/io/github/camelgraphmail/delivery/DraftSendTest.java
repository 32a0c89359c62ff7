package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.SandboxTokens;
import io.github.camelgraphmail.auth.TokenOrigin;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a draft after a lost answer when the mailbox is slow to tell; with waits that are a hundredth of the real ones. */
class DraftSendTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final MailboxGate gate =
            new MailboxGate((wait, task) -> executor.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS), executor);
    private final HttpTransport transport =
            new HttpTransport(Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Thread::new);
    private GraphMailSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
        sandbox.update(
                sandbox.tenant().apps().get(0).clientId(),
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        transport.close();
        executor.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void sendsOnceAlthoughTheMailboxShowsItLate(Moment moment) {
        sandbox.delayVisibility(Duration.ofMinutes(10));
        sandbox.faults().once(new Fault(Operation.SEND, moment, Fault.close()));

        assertThat(deliver()).succeedsWithin(LIMIT);

        assertThat(sandbox.mails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 503})
    void sendsAgainWhatIsStillADraft(int status) {
        sandbox.faults()
                .once(new Fault(
                        Operation.SEND, Moment.BEFORE, status == 0 ? Fault.close() : Fault.answer(status, "x")));

        assertThat(deliver()).succeedsWithin(LIMIT);

        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
    }

    @Test
    void doesNotTakeJustAny404ForASentMail() {
        sandbox.faults().once(new Fault(Operation.SEND, Moment.BEFORE, Fault.answer(503, "x")));
        sandbox.faults()
                .atRate(new Fault(Operation.READ, Moment.BEFORE, Fault.answer(404, "MailboxNotEnabledForRESTAPI")), 1);

        assertUnknown();
        assertThat(sandbox.mails()).isEmpty();
        assertThat(sandbox.drafts("erp@contoso.com")).hasSize(1);
    }

    @Test
    void saysWhatGraphRefusesAlthoughAnEarlierAnswerWasLost() {
        sandbox.faults().once(new Fault(Operation.SEND, Moment.BEFORE, Fault.answer(503, "x")));
        sandbox.faults().once(new Fault(Operation.SEND, Moment.BEFORE, Fault.answer(403, "ErrorSendAsDenied")));

        assertThat(deliver())
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(GraphAccessDeniedException.class);
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
    }

    @Test
    void leavesTheSentMailAloneWhenTheComponentStopsAfterwards() {
        CompletableFuture<Delivered> mail = deliver(task -> {
            if (!sandbox.mails().isEmpty()) {
                throw new RejectedExecutionException("stopped");
            }
            executor.execute(task);
        });

        assertThat(mail).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(DeliveryUnknownException.class);
        assertThat(sandbox.sentItems("erp@contoso.com")).hasSize(1);
    }

    @Test
    void saysThatItIsNotKnownWhenNobodyCanBeAsked() {
        sandbox.faults().once(new Fault(Operation.SEND, Moment.AFTER, Fault.close()));
        sandbox.faults().atRate(new Fault(Operation.READ, Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")), 1);

        assertUnknown();
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void givesUpOnASendThatNeverWorks() {
        sandbox.faults().atRate(new Fault(Operation.SEND, Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")), 1);

        assertThat(deliver())
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(DeliveryUnknownException.class)
                .withMessageContaining("503");
        assertThat(sandbox.mails()).isEmpty();
    }

    private void assertUnknown() {
        assertThat(deliver())
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(DeliveryUnknownException.class);
    }

    private CompletableFuture<Delivered> deliver() {
        return deliver(executor);
    }

    private CompletableFuture<Delivered> deliver(Executor worker) {
        TokenSource tokens = new TokenSource(
                TokenOrigin.of(
                        "test",
                        request -> CompletableFuture.completedFuture(new AccessToken(
                                new SandboxTokens(sandbox).accessToken(),
                                Instant.now().plusSeconds(3000)))),
                "https://graph.microsoft.com/.default",
                LIMIT,
                Clock.systemUTC(),
                RandomGenerator.getDefault());
        GraphClient graph = new GraphClient(transport, sandbox.http(), tokens, LIMIT, Clock.systemUTC());
        GraphFailures failures = GraphFailures.ofDraft("erp@contoso.com");
        DraftCalls calls = new DraftCalls(
                graph,
                gate,
                gate.ticket("erp@contoso.com", 4),
                worker,
                new Backoff(
                        new Pace(Duration.ofMillis(10), Duration.ofMillis(300), Duration.ZERO),
                        RandomGenerator.getDefault()),
                new TrafficMeter(),
                failures,
                LIMIT);
        ByDraft plan = (ByDraft) new DeliveryPlanner(DeliveryMode.DRAFT).plan(Mails.withText("text"), Optional.empty());
        return new DraftSend(plan, calls, failures).deliver().toCompletableFuture();
    }
}
