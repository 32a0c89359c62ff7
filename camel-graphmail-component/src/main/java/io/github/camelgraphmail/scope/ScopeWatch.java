package io.github.camelgraphmail.scope;

import io.github.camelgraphmail.auth.TokenClaims;
import io.github.camelgraphmail.auth.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes a mailbox now and then and keeps what came of it, so that whoever asks how it stands asks Graph nothing. Safe for use
 * by many threads.
 */
public final class ScopeWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeWatch.class);

    private static final String ADVICE_TO_PERMIT =
            "The endpoint sends as it. Take the mailbox into the app's scope in Exchange Online, or consent to Mail.Send in"
                    + " Entra where there is none. Changes take up to two hours.";

    private static final String ADVICE_TO_RENAME =
            "The endpoint sends as it. Check its name in the endpoint (graphmail:sender), and that it has a licence or is a"
                    + " shared mailbox.";

    private final MailboxProbe probe;
    private final TokenSource tokens;
    private final String mailbox;
    private final Access expected;
    private final ProbePace pace;
    private final ScheduledExecutorService timer;
    private final Executor worker;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    private volatile ScopeState state = ScopeState.NOTHING;

    // Guarded by this.
    private Future<?> next;
    private boolean closed;

    /**
     * @param tokens whose token says what was consented to
     * @param expected what the probe should come to
     * @param worker makes the request
     */
    public ScopeWatch(
            MailboxProbe probe,
            TokenSource tokens,
            String mailbox,
            Access expected,
            ProbePace pace,
            ScheduledExecutorService timer,
            Executor worker,
            Clock clock) {
        this.probe = probe;
        this.tokens = tokens;
        this.mailbox = mailbox;
        this.expected = expected;
        this.pace = pace;
        this.timer = timer;
        this.worker = worker;
        this.clock = clock;
    }

    public void start() {
        lookAfter(pace.beforeFirst(random));
    }

    public String mailbox() {
        return mailbox;
    }

    /** What the probe should come to. */
    public Access expected() {
        return expected;
    }

    public ScopeState state() {
        return state;
    }

    private synchronized void lookAfter(Duration wait) {
        if (closed) {
            return;
        }
        try {
            next = timer.schedule(() -> worker.execute(this::look), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            closed = true;
        }
    }

    private void look() {
        probe.send(mailbox).thenAcceptBoth(claims(), this::note);
    }

    /** Of the token that the probe has just had fetched. */
    private CompletionStage<Optional<TokenClaims>> claims() {
        return tokens.token().handle((token, failure) -> failure == null ? TokenClaims.of(token) : Optional.empty());
    }

    private void note(ScopeFinding finding, Optional<TokenClaims> claims) {
        boolean hadProblem = problem().isPresent();
        state = state.with(finding, clock.instant(), claims);
        Optional<String> problem = problem();
        if (problem.isPresent() && !hadProblem) {
            LOG.warn("{}", problem.get());
        } else if (problem.isEmpty() && hadProblem) {
            LOG.info("{} So it should be.", finding.observed());
        }
        lookAfter(pace.after(finding.access(), expected, random));
    }

    /** What is otherwise than it should be, and what an administrator can do about it; empty while nothing is known to be. */
    public Optional<String> problem() {
        ScopeState known = state;
        Optional<ScopeFinding> surprise = known.finding().filter(finding -> finding.access() != expected);
        if (surprise.isPresent()) {
            String advice = expected == Access.BLOCKED ? adviceToRestrict() : ADVICE_TO_PERMIT;
            return Optional.of(surprise.get().observed() + " " + advice);
        }
        return known.doubt()
                .filter(doubt -> expected == Access.ALLOWED && doubt.isWithoutMailbox())
                .map(doubt -> doubt.observed() + " " + ADVICE_TO_RENAME);
    }

    private String adviceToRestrict() {
        String consent = hasTenantWideConsent()
                ? " Its token has Mail.Send for the whole tenant (consent in Entra): while that stands, a scope by RBAC for"
                        + " Applications has no effect."
                : "";
        return "It must not, by option forbiddenSender." + consent
                + " Restrict the app to its own mailboxes in Exchange Online: remove the consent and assign the role"
                + " Application Mail.Send with a scope, or create an application access policy. Changes take up to two hours.";
    }

    /** Whether the app has Mail.Send for every mailbox of the tenant, as far as Entra goes. */
    public boolean hasTenantWideConsent() {
        return state.token().map(claims -> claims.hasRole("Mail.Send")).orElse(false);
    }

    /** Ends the probes. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
