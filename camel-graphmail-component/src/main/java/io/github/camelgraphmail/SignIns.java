package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.AppTokens;
import io.github.camelgraphmail.auth.Identity;
import io.github.camelgraphmail.auth.MachineTokens;
import io.github.camelgraphmail.auth.SignIn;
import io.github.camelgraphmail.auth.TokenOrigin;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.auth.UnusableCredentialException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the endpoints of a component sign in: one token for each identity, whoever uses it. */
final class SignIns {

    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

    /** How long an identity that nobody uses is remembered with its token: endpoints come and go. */
    private static final long REMEMBERED_MINUTES = 10;

    private final Transports transports;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final ProducerHealth health;

    // Guarded by this.
    private final Map<Key, Entry> entries = new HashMap<>();

    /**
     * @param executor where requests for tokens are made and credentials are read
     * @param health is told of the identities that are used
     */
    SignIns(
            Transports transports,
            ExecutorService executor,
            ScheduledExecutorService timer,
            Clock clock,
            ProducerHealth health) {
        this.transports = transports;
        this.executor = executor;
        this.timer = timer;
        this.clock = clock;
        this.health = health;
    }

    /** Whose token for what, and over which connections, which a bean of the user's has no use for. */
    private record Key(Identity identity, String scope, Optional<TransportSettings> transport) {

        /** Of what tells identities apart nearly always: a record's own takes long to set up for all that is inside. */
        @Override
        public int hashCode() {
            return identity.toString().hashCode();
        }
    }

    /** An identity and how many producers use it. */
    private static final class Entry {
        private final SignIn signIn;
        private final Optional<Future<?>> dailyLook;
        private int users;

        /** Removes the health check, which is there while somebody uses the identity. */
        private Runnable healthCheck;

        private Entry(SignIn signIn, Optional<Future<?>> dailyLook) {
            this.signIn = signIn;
            this.dailyLook = dailyLook;
        }
    }

    /** A producer's use of an identity, until it is closed. */
    final class Use implements AutoCloseable {

        private final Key key;
        private final SignIn signIn;

        private Use(Key key, SignIn signIn) {
            this.key = key;
            this.signIn = signIn;
        }

        SignIn signIn() {
            return signIn;
        }

        /** Once. */
        @Override
        public void close() {
            release(key);
        }
    }

    /**
     * @param requestTimeout how long an answer of Entra's may take; the first one's counts for all that share the identity
     * @throws IllegalArgumentException when the credential of a new identity can't be read or makes no sense
     */
    synchronized Use use(Identity identity, String scope, TransportSettings transport, Duration requestTimeout) {
        Key key = new Key(
                identity, scope, identity instanceof Identity.Provided ? Optional.empty() : Optional.of(transport));
        Entry entry = entries.computeIfAbsent(key, absent -> entry(identity, scope, transport, requestTimeout));
        if (entry.users++ == 0) {
            entry.healthCheck =
                    health.add("sign-in-" + entry.signIn.who(), id -> new SignInHealthCheck(id, entry.signIn));
        }
        return new Use(key, entry.signIn);
    }

    /** Those that are used at the moment, in the order of their names. */
    synchronized List<SignIn> used() {
        return entries.values().stream()
                .filter(entry -> entry.users > 0)
                .map(entry -> entry.signIn)
                .sorted(Comparator.comparing(SignIn::who))
                .toList();
    }

    private synchronized void release(Key key) {
        Entry entry = entries.get(key);
        if (--entry.users > 0) {
            return;
        }
        entry.healthCheck.run();
        try {
            timer.schedule(() -> forgetUnused(key), REMEMBERED_MINUTES, TimeUnit.MINUTES);
        } catch (RejectedExecutionException stopped) {
            forgetUnused(key);
        }
    }

    private synchronized void forgetUnused(Key key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.users == 0) {
            entry.dailyLook.ifPresent(look -> look.cancel(false));
            entries.remove(key);
        }
    }

    private Entry entry(Identity identity, String scope, TransportSettings transport, Duration requestTimeout) {
        String who = identity.toString();
        if (identity instanceof Identity.App app) {
            AppTokens tokens = new AppTokens(app, transports.get(transport), executor, requestTimeout, clock);
            check(tokens);
            Optional<Future<?>> dailyLook = tokens.certificate()
                    .map(watch -> timer.scheduleWithFixedDelay(
                            () -> executor.execute(() -> lookAgain(tokens, who)), 1, 1, TimeUnit.DAYS));
            TokenOrigin origin = new TokenOrigin(who, tokens, tokens::credentialVersion);
            // A refused credential that was replaced takes a second request.
            TokenSource source = source(origin, scope, requestTimeout.multipliedBy(3));
            return new Entry(new SignIn(who, source, tokens.certificate()), dailyLook);
        }
        if (identity instanceof Identity.Machine machine) {
            MachineTokens tokens =
                    new MachineTokens(machine, transports.get(transport.local()), executor, requestTimeout);
            // Azure Arc asks back once.
            TokenSource source = source(TokenOrigin.of(who, tokens), scope, requestTimeout.multipliedBy(3));
            return new Entry(new SignIn(who, source, Optional.empty()), Optional.empty());
        }
        Identity.Provided provided = (Identity.Provided) identity;
        TokenSource source = source(TokenOrigin.of(who, provided.provider()), scope, requestTimeout);
        return new Entry(new SignIn(who, source, Optional.empty()), Optional.empty());
    }

    private TokenSource source(TokenOrigin origin, String scope, Duration timeout) {
        return new TokenSource(origin, scope, timeout, clock, new Random());
    }

    private static void check(AppTokens tokens) {
        try {
            tokens.checkCredential();
        } catch (UnusableCredentialException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A certificate that nobody uses for days ends all the same. */
    private static void lookAgain(AppTokens tokens, String who) {
        try {
            tokens.checkCredential();
        } catch (UnusableCredentialException e) {
            LOG.warn("The credential of {} is not usable now: {}", who, e.getMessage());
        }
    }
}
