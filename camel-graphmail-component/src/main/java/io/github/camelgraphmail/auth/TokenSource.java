package io.github.camelgraphmail.auth;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.TokenRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /** The part of a token's life after which a new one is fetched in the background. */
    private static final double RENEWAL_POINT = 0.8;

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private final AccessTokenProvider provider;
    private final String scope;
    private final Clock clock;

    // All below are guarded by this.
    private AccessToken current;
    private Instant renewal = Instant.MIN;
    private Optional<String> challenge = Optional.empty();
    private CompletableFuture<AccessToken> inFlight;
    private Throwable lastFailure;
    private Instant restUntil = Instant.MIN;
    private Duration rest = FIRST_REST;

    /** @param scope what tokens are for, such as {@code https://graph.microsoft.com/.default} */
    public TokenSource(AccessTokenProvider provider, String scope, Clock clock) {
        this.provider = provider;
        this.scope = scope;
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
        if (refused.equals(current)) {
            current = null;
            challenge = claims;
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
        CompletionStage<AccessToken> answer;
        try {
            answer = provider.accessToken(what);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((token, failure) -> {
            if (failure == null) {
                succeeded(token);
                request.complete(token);
            } else {
                Throwable cause = Failures.unwrapped(failure);
                failed(cause);
                request.completeExceptionally(cause);
            }
        });
    }

    private synchronized void succeeded(AccessToken token) {
        Instant now = clock.instant();
        Duration life = Duration.between(now, token.expiry());
        inFlight = null;
        current = token;
        renewal = now.plusMillis((long) (life.toMillis() * RENEWAL_POINT));
        challenge = Optional.empty();
        lastFailure = null;
        restUntil = Instant.MIN;
        rest = FIRST_REST;
        LOG.debug("A new token, good until {}", token.expiry());
    }

    private synchronized void failed(Throwable cause) {
        inFlight = null;
        lastFailure = cause;
        restUntil = clock.instant().plus(rest);
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        if (current != null) {
            LOG.warn(
                    "The access token could not be renewed; the old one serves until {}: {}",
                    current.expiry(),
                    cause.getMessage());
        }
    }
}
