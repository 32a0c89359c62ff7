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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the endpoints of a component sign in: one token for each identity, whoever uses it. */
final class SignIns {

    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

    private final Transports transports;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Consumer<SignIn> onNew;
    private final Map<Key, SignIn> signIns = new ConcurrentHashMap<>();

    /**
     * @param executor where requests for tokens are made and credentials are read
     * @param onNew is told of each identity when it is used for the first time
     */
    SignIns(
            Transports transports,
            ExecutorService executor,
            ScheduledExecutorService timer,
            Clock clock,
            Consumer<SignIn> onNew) {
        this.onNew = onNew;
        this.transports = transports;
        this.executor = executor;
        this.timer = timer;
        this.clock = clock;
    }

    /** Whose token for what, and over which connections, which a bean of the user's has no use for. */
    private record Key(Identity identity, String scope, Optional<TransportSettings> transport) {}

    /**
     * @param requestTimeout how long an answer of Entra's may take
     * @throws IllegalArgumentException when the credential of a new identity can't be read or makes no sense
     */
    SignIn get(Identity identity, String scope, TransportSettings transport, Duration requestTimeout) {
        Key key = new Key(
                identity, scope, identity instanceof Identity.Provided ? Optional.empty() : Optional.of(transport));
        return signIns.computeIfAbsent(key, absent -> {
            SignIn signIn = signIn(identity, scope, transport, requestTimeout);
            onNew.accept(signIn);
            return signIn;
        });
    }

    private SignIn signIn(Identity identity, String scope, TransportSettings transport, Duration requestTimeout) {
        String who = identity.toString();
        if (identity instanceof Identity.App app) {
            AppTokens tokens = new AppTokens(app, transports.get(transport), executor, requestTimeout, clock);
            check(tokens);
            if (tokens.certificate().isPresent()) {
                timer.scheduleWithFixedDelay(() -> executor.execute(() -> lookAgain(tokens, who)), 1, 1, TimeUnit.DAYS);
            }
            TokenOrigin origin = new TokenOrigin(who, tokens, tokens::credentialVersion);
            // A refused credential that was replaced takes a second request.
            return new SignIn(who, source(origin, scope, requestTimeout.multipliedBy(3)), tokens.certificate());
        }
        if (identity instanceof Identity.Machine machine) {
            MachineTokens tokens =
                    new MachineTokens(machine, transports.get(transport.local()), executor, requestTimeout);
            // Azure Arc asks back once.
            return new SignIn(
                    who, source(TokenOrigin.of(who, tokens), scope, requestTimeout.multipliedBy(3)), Optional.empty());
        }
        Identity.Provided provided = (Identity.Provided) identity;
        return new SignIn(
                who, source(TokenOrigin.of(who, provided.provider()), scope, requestTimeout), Optional.empty());
    }

    private TokenSource source(TokenOrigin origin, String scope, Duration timeout) {
        return new TokenSource(origin, scope, timeout, clock, RandomGenerator.getDefault());
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
