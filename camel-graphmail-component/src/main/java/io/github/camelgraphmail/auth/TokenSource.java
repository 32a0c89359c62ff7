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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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

    /** Of this many parts of a token's life the last one is for fetching a new one in the background. */
    private static final int RENEWAL_PARTS = 5;

    /** As if a token ended after that: no token should serve unseen for longer. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(2);

    /** A token that is refused sooner after it was made is refused for another reason than its age. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private final AccessTokenProvider provider;
    private final String scope;
    private final Duration requestTimeout;
    private final Clock clock;

    // All below are guarded by this.
    private AccessToken current;
    private Instant obtained = Instant.MIN;
    private Instant renewal = Instant.MIN;
    private Optional<String> challenge = Optional.empty();
    private CompletableFuture<AccessToken> inFlight;
    private Throwable lastFailure;
    private Instant restUntil = Instant.MIN;
    private Duration rest = FIRST_REST;
    private int freshRefusals;

    /**
     * @param scope what tokens are for, such as {@code https://graph.microsoft.com/.default}
     * @param requestTimeout how long the provider may take
     */
    public TokenSource(AccessTokenProvider provider, String scope, Duration requestTimeout, Clock clock) {
        this.provider = provider;
        this.scope = scope;
        this.requestTimeout = requestTimeout;
        this.clock = clock;
    }

    /**
     * The token, at once when there is a good one.
     *
     * @return completes as {@link AccessTokenProvider#accessToken} does; for a while after a failure with that failure
     */
    public CompletionStage<AccessToken> token() {
        CompletableFuture<AccessToken> request;
        CompletableFuture<AccessToken> answer;
        synchronized (this) {
            Instant now = clock.instant();
            boolean usable = current != null && now.isBefore(current.expiry().minus(SAFETY_MARGIN));
            if (usable && now.isBefore(renewal)) {
                return CompletableFuture.completedFuture(current);
            }
            request = begin(now);
            answer = usable ? CompletableFuture.completedFuture(current) : pending(request);
        }
        if (request != null) {
            fetch(request);
        }
        return answer;
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
        if (now.isBefore(obtained.plus(FRESH)) && claims.isEmpty()) {
            freshRefusals++;
        } else {
            freshRefusals = 0;
        }
        // Another token will not do better: Entra need not make one for every mail to find that out.
        if (freshRefusals > 1) {
            lastFailure = new GraphAuthenticationException(
                    "Graph refuses the tokens that the application is given.",
                    "Check that they are tokens for Graph: options cloud, graphEndpoint and accessTokenProvider.",
                    null,
                    FailureDetails.NONE,
                    null);
            restUntil = now.plus(rest);
        }
    }

    /** The request to make now; null when one is in flight or Entra is being left alone. */
    private CompletableFuture<AccessToken> begin(Instant now) {
        if (inFlight != null || now.isBefore(restUntil)) {
            return null;
        }
        inFlight = new CompletableFuture<>();
        return inFlight;
    }

    private CompletableFuture<AccessToken> pending(CompletableFuture<AccessToken> begun) {
        if (begun != null) {
            return begun;
        }
        return inFlight != null ? inFlight : CompletableFuture.failedFuture(lastFailure);
    }

    private void fetch(CompletableFuture<AccessToken> request) {
        TokenRequest what;
        synchronized (this) {
            what = new TokenRequest(scope, challenge);
        }
        answer(what).whenComplete((token, failure) -> {
            if (failure == null) {
                succeeded(token, what);
                request.complete(token);
            } else {
                Throwable cause = Failures.unwrapped(failure);
                failed(cause);
                request.completeExceptionally(cause);
            }
        });
    }

    /** What the provider answers, whatever it does: a bean of the user's may throw, or forget to answer. */
    private CompletableFuture<AccessToken> answer(TokenRequest request) {
        CompletableFuture<AccessToken> answer = new CompletableFuture<>();
        try {
            provider.accessToken(request).whenComplete((token, failure) -> {
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
        return answer.orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void succeeded(AccessToken token, TokenRequest request) {
        Instant now = clock.instant();
        inFlight = null;
        current = token;
        obtained = now;
        renewal = renewalOf(token, now);
        // A challenge that came while this request was under way is still to be answered.
        if (challenge.equals(request.claims())) {
            challenge = Optional.empty();
        }
        lastFailure = null;
        restUntil = Instant.MIN;
        rest = FIRST_REST;
        LOG.debug("A new token, good until {}", token.expiry());
    }

    /** After four fifths of its life, which a token that never ends has no end of. */
    private static Instant renewalOf(AccessToken token, Instant now) {
        Instant end = token.expiry().isAfter(now.plus(LONGEST_LIFE)) ? now.plus(LONGEST_LIFE) : token.expiry();
        return now.plus(Duration.between(now, end).dividedBy(RENEWAL_PARTS).multipliedBy(RENEWAL_PARTS - 1));
    }

    private synchronized void failed(Throwable cause) {
        inFlight = null;
        lastFailure = cause;
        restUntil = clock.instant().plus(longer(rest, askedRest(cause)));
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        if (current != null) {
            LOG.warn(
                    "The access token could not be renewed; the old one serves until {}: {}",
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
}
