package io.github.camelgraphmail.auth;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.TokenRequest;
import io.github.camelgraphmail.http.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the access token of one identity and keeps it fresh: however many callers ask, one request is in flight; a
 * token that nears its end is renewed in the background while it is still handed out; after a failure Entra is left
 * alone for a while.
 *
 * <p>It stands in front of MSAL4J because that makes a request for each of several callers, does not renew early, and
 * does not cache at all for an authority with a port. Safe for use by many threads.
 */
public final class TokenSource {

    /** A token with less than this left is not handed out: a request would have to arrive before it ends. */
    private static final Duration SAFETY_MARGIN = Duration.ofSeconds(30);

    /** Of a short-lived token this part of its life is the margin. */
    private static final int SAFETY_PART = 10;

    /** After this part of its life a token is renewed, at the earliest. */
    private static final double EARLIEST_RENEWAL = 0.75;

    /** Nodes that started together spread their renewals over this part of a token's life. */
    private static final double RENEWAL_SPREAD = 0.1;

    /** A token that was denied access is replaced when it is older than that: newer consent stands in newer tokens only. */
    private static final Duration OUTDATED = Duration.ofMinutes(5);

    /** As if a token ended after that: no token should serve unseen for longer. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(2);

    /** A token that is refused sooner after it was made is refused for another reason than its age. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** A token that is good for less is good for nothing. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private final TokenOrigin origin;
    private final String scope;
    private final Duration requestTimeout;
    private final Clock clock;
    private final RandomGenerator random;

    // All below are guarded by this.
    private AccessToken current;
    private Instant obtained = Instant.MIN;
    private Instant usableUntil = Instant.MIN;
    private Instant renewal = Instant.MIN;
    private Optional<String> challenge = Optional.empty();
    private CompletableFuture<AccessToken> inFlight;
    private Throwable lastFailure;
    private Instant failingSince;
    private String loggedRefusal;
    private Instant restUntil = Instant.MIN;
    private Duration rest = FIRST_REST;

    /** Of the credential at the last request, which is the only one that writes it. */
    private volatile Object credentialVersion;

    /** How many new tokens Graph has refused one after the other. */
    private volatile int freshRefusals;

    /**
     * @param scope what tokens are for, such as {@code https://graph.microsoft.com/.default}
     * @param requestTimeout how long the provider may take
     * @param random spreads renewals
     */
    public TokenSource(TokenOrigin origin, String scope, Duration requestTimeout, Clock clock, RandomGenerator random) {
        this.origin = origin;
        this.scope = scope;
        this.requestTimeout = requestTimeout;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The token, at once when there is a good one.
     *
     * @return completes as {@link AccessTokenProvider#accessToken} does; for a while after a failure with that failure
     */
    public CompletionStage<AccessToken> token() {
        CompletableFuture<AccessToken> request;
        CompletableFuture<AccessToken> answer;
        // Outside of the lock: a file's version is a question to its file system.
        boolean replaced = isResting() && isCredentialReplaced();
        synchronized (this) {
            Instant now = clock.instant();
            boolean usable = current != null && now.isBefore(usableUntil);
            if (usable && now.isBefore(renewal)) {
                return CompletableFuture.completedFuture(current);
            }
            request = begin(now, replaced);
            answer = usable ? CompletableFuture.completedFuture(current) : pending(request);
        }
        if (request != null) {
            fetch(request);
        }
        return answer;
    }

    /** How it stands, without asking for anything. */
    public synchronized TokenState state() {
        Optional<Instant> expiry =
                Optional.ofNullable(current).map(AccessToken::expiry).filter(clock.instant()::isBefore);
        return new TokenState(
                expiry.map(end -> obtained),
                expiry,
                Optional.ofNullable(failingSince),
                Optional.ofNullable(lastFailure).map(Throwable::getMessage));
    }

    /** Says that Graph let the application in with a token. */
    public void accepted(AccessToken token) {
        if (freshRefusals > 0) {
            synchronized (this) {
                freshRefusals = token.equals(current) ? 0 : freshRefusals;
            }
        }
    }

    /**
     * Says that Graph let the application in and denied it access. A permission that was granted since the token was made stands
     * in newer ones only, so the next call gets one in the background, unless the token is new.
     */
    public synchronized void accessDenied(AccessToken denied) {
        Instant now = clock.instant();
        if (denied.equals(current) && now.isAfter(obtained.plus(OUTDATED)) && now.isBefore(renewal)) {
            renewal = now;
        }
    }

    /**
     * Says that Graph refused a token, so that the next call gets a new one. Refusals of a token that has been replaced
     * already change nothing.
     *
     * @param claims the claims challenge of Graph's answer, if it had one
     */
    public synchronized void reject(AccessToken refused, Optional<String> claims) {
        if (!refused.equals(current)) {
            return;
        }
        current = null;
        challenge = claims;
        Instant now = clock.instant();
        freshRefusals = now.isBefore(obtained.plus(FRESH)) ? freshRefusals + 1 : 0;
        // Another token will not do better: Entra need not make one for every mail to find that out.
        if (freshRefusals > 1) {
            lastFailure = new GraphAuthenticationException(
                    "Graph refuses each new token that the application is given.",
                    "Check that they are tokens for Graph: options cloud, graphEndpoint and accessTokenProvider.",
                    null,
                    FailureDetails.NONE,
                    null);
            failingSince = failingSince == null ? now : failingSince;
            restUntil = now.plus(rest);
        }
    }

    /** The request to make now; null when one is in flight or Entra is being left alone. */
    private CompletableFuture<AccessToken> begin(Instant now, boolean replaced) {
        if (inFlight != null || now.isBefore(restUntil) && !replaced) {
            return null;
        }
        inFlight = new CompletableFuture<>();
        return inFlight;
    }

    private synchronized boolean isResting() {
        return inFlight == null && clock.instant().isBefore(restUntil);
    }

    /** Another credential may do better than the one that failed: it need not wait. */
    private boolean isCredentialReplaced() {
        return !origin.credentialVersion().get().equals(credentialVersion);
    }

    private CompletableFuture<AccessToken> pending(CompletableFuture<AccessToken> begun) {
        if (begun != null) {
            return begun;
        }
        return inFlight != null ? inFlight : CompletableFuture.failedFuture(sinceWhen(lastFailure));
    }

    /** A failure that lasts says since when. */
    private Throwable sinceWhen(Throwable failure) {
        String since = " It has been so since " + failingSince.truncatedTo(ChronoUnit.SECONDS) + ".";
        if (failure instanceof UnusableCredentialException unusable) {
            return new UnusableCredentialException(unusable.getMessage() + since, unusable);
        }
        if (failure instanceof EntraUnavailableException unavailable) {
            return new EntraUnavailableException(
                    unavailable.getMessage() + since, unavailable.retryAfter().orElse(null), unavailable);
        }
        return failure;
    }

    private void fetch(CompletableFuture<AccessToken> request) {
        TokenRequest what;
        credentialVersion = origin.credentialVersion().get();
        synchronized (this) {
            what = new TokenRequest(scope, challenge);
        }
        answer(what).thenCompose(this::usable).whenComplete((token, failure) -> {
            if (failure == null) {
                succeeded(token, what);
                request.complete(token);
            } else {
                request.completeExceptionally(failed(Failures.unwrapped(failure)));
            }
        });
    }

    /** What the provider answers, whatever it does: a bean of the user's may throw, or forget to answer. */
    private CompletableFuture<AccessToken> answer(TokenRequest request) {
        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
        try {
            origin.provider().accessToken(request).whenComplete((token, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else if (token == null) {
                    answer.completeExceptionally(new IllegalStateException("The access token provider gave no token"));
                } else {
                    answer.complete(token);
                }
            });
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
        return answer.orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.unwrapped(failure);
                    return CompletableFuture.failedFuture(
                            cause instanceof TimeoutException
                                    ? new EntraUnavailableException(
                                            "No access token for " + origin.who() + " came within "
                                                    + requestTimeout.toSeconds() + " s.",
                                            null,
                                            cause)
                                    : cause);
                });
    }

    /** A token that comes with its life behind it would be asked for again for each mail. */
    private CompletionStage<AccessToken> usable(AccessToken token) {
        boolean ended = token.expiry().isBefore(clock.instant().plus(SHORTEST_LIFE));
        return ended
                ? CompletableFuture.failedFuture(new EntraUnavailableException(
                        "The access token that came for " + origin.who() + " ends " + token.expiry()
                                + ". Does this machine's clock go right?",
                        null,
                        null))
                : CompletableFuture.completedFuture(token);
    }

    private synchronized void succeeded(AccessToken token, TokenRequest request) {
        Instant now = clock.instant();
        inFlight = null;
        current = token;
        obtained = now;
        // As if a token that never ends ended after the longest life.
        Duration life = shorter(Duration.between(now, token.expiry()), LONGEST_LIFE);
        usableUntil = token.expiry().minus(shorter(SAFETY_MARGIN, life.dividedBy(SAFETY_PART)));
        double renewalPart = EARLIEST_RENEWAL + RENEWAL_SPREAD * random.nextDouble();
        renewal = now.plusMillis((long) (life.toMillis() * renewalPart));
        // A challenge that came while this request was under way is still to be answered.
        if (challenge.equals(request.claims())) {
            challenge = Optional.empty();
        }
        if (loggedRefusal != null) {
            LOG.info("Entra signs in {} again", origin.who());
            loggedRefusal = null;
        }
        lastFailure = null;
        failingSince = null;
        restUntil = Instant.MIN;
        rest = FIRST_REST;
        LOG.debug("A new token for {}, good until {}", origin.who(), token.expiry());
    }

    /** @return what callers are told */
    private synchronized Throwable failed(Throwable cause) {
        Instant now = clock.instant();
        inFlight = null;
        lastFailure = cause;
        if (failingSince == null) {
            failingSince = now;
        }
        restUntil = now.plus(longer(rest, askedRest(cause)));
        rest = shorter(rest.multipliedBy(2), LONGEST_REST);
        log(cause, now);
        return sinceWhen(cause);
    }

    /** A refusal once, however many mails it stops; why mails wait is logged where they do. */
    private void log(Throwable cause, Instant now) {
        boolean serving = current != null && now.isBefore(usableUntil);
        if (cause instanceof GraphAuthenticationException refusal && !serving) {
            String reason = String.valueOf(refusal.getAadstsCode());
            if (!reason.equals(loggedRefusal)) {
                loggedRefusal = reason;
                LOG.warn("Mails of {} can't be sent: {}", origin.who(), refusal.getMessage());
            }
        } else if (serving) {
            LOG.warn(
                    "The access token of {} could not be renewed; the old one serves until {}: {}",
                    origin.who(),
                    current.expiry(),
                    cause.getMessage());
        }
    }

    private static Duration askedRest(Throwable cause) {
        return cause instanceof EntraUnavailableException unavailable
                ? unavailable.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
