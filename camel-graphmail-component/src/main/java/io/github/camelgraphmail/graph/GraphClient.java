package io.github.camelgraphmail.graph;

import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.auth.EntraUnavailableException;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.AnswerLost;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import io.github.camelgraphmail.graph.GraphResult.SignInRefused;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.http.HttpCall;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTarget;
import io.github.camelgraphmail.http.HttpTransport;
import io.github.camelgraphmail.http.RequestContent;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.core5.net.URIBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to Graph as one identity: puts the token and the request ids on requests and reads answers as values. A 401 is
 * answered with a new token, once; nothing else is repeated here. Safe for use by many threads.
 */
public final class GraphClient {

    private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);

    private static final String CLIENT_REQUEST_ID = "client-request-id";
    private static final String REQUEST_ID = "request-id";
    private static final String VERSION = "v1.0";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final HttpTransport transport;
    private final HttpTarget root;
    private final TokenSource tokens;
    private final Duration requestTimeout;
    private final RetryAfter retryAfter;
    private volatile Bearer bearer;
    private final GraphErrorReader errors = new GraphErrorReader();

    /**
     * @param endpoint Graph's root, without a slash at its end
     * @param requestTimeout how long one answer may take
     */
    public GraphClient(
            HttpTransport transport, URI endpoint, TokenSource tokens, Duration requestTimeout, Clock clock) {
        this.transport = transport;
        this.root = HttpTarget.of(URI.create(endpoint + "/" + VERSION));
        this.tokens = tokens;
        this.requestTimeout = requestTimeout;
        this.retryAfter = new RetryAfter(clock);
    }

    private record Bearer(AccessToken token, String header) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Bearer ***";
        }
    }

    /** Makes the request. The stage completes exceptionally only for a failure of this program. */
    public CompletionStage<GraphResult> send(GraphRequest request) {
        return withToken(token -> sendWith(token, request)).thenCompose(first -> {
            if (first instanceof Answer answer && answer.status() == UNAUTHORIZED) {
                return withToken(token -> sendWith(token, request));
            }
            return CompletableFuture.completedFuture(first);
        });
    }

    /**
     * Puts a range to an upload session, which takes no token. The stage completes exceptionally only for a failure of this
     * program.
     */
    public CompletionStage<GraphResult> upload(UploadRange range) {
        HttpCall call = new HttpCall(
                "PUT",
                HttpTarget.ofSecret(range.session()),
                Map.of("Content-Range", range.contentRange()),
                "application/octet-stream",
                RequestContent.of(range.bytes()),
                requestTimeout);
        return transport.send(call).thenApply(outcome -> {
            GraphResult result = result(outcome, null);
            if (LOG.isDebugEnabled()) {
                // Without its address, which lets anybody write to the draft.
                log("PUT of an upload's range " + range.contentRange(), result, null);
            }
            return result;
        });
    }

    private GraphResult result(HttpOutcome outcome, String clientRequestId) {
        if (outcome instanceof HttpOutcome.Answered answered) {
            return answer(answered, clientRequestId);
        }
        if (outcome instanceof HttpOutcome.NothingSent nothingSent) {
            return new NothingSent(nothingSent.cause(), Optional.empty());
        }
        return new AnswerLost(((HttpOutcome.AnswerLost) outcome).cause(), clientRequestId);
    }

    private CompletionStage<GraphResult> withToken(Function<AccessToken, CompletionStage<GraphResult>> use) {
        return tokens.token()
                .handle((token, failure) -> failure == null
                        ? use.apply(token)
                        : CompletableFuture.<GraphResult>completedFuture(withoutToken(failure)))
                .thenCompose(result -> result);
    }

    private static GraphResult withoutToken(Throwable failure) {
        Throwable cause = Failures.unwrapped(failure);
        if (cause instanceof GraphAuthenticationException refused) {
            return new SignInRefused(refused);
        }
        if (cause instanceof EntraUnavailableException unavailable) {
            return new NothingSent(unavailable, unavailable.retryAfter());
        }
        if (cause instanceof IOException || cause instanceof TimeoutException) {
            return new NothingSent((Exception) cause, Optional.empty());
        }
        return new SignInRefused(new GraphAuthenticationException(
                "No access token could be had (" + cause + ").",
                "See the cause; an accessTokenProvider that wants to be asked again fails with an IOException.",
                null,
                FailureDetails.NONE,
                cause));
    }

    private CompletionStage<GraphResult> sendWith(AccessToken token, GraphRequest request) {
        String clientRequestId = newId();
        HttpCall call = new HttpCall(
                request.method(),
                target(request),
                headers(token, clientRequestId, request.headers()),
                request.contentType(),
                request.content(),
                requestTimeout);
        return transport.send(call).thenApply(outcome -> {
            if (outcome instanceof HttpOutcome.Answered answered) {
                if (answered.status() == UNAUTHORIZED) {
                    tokens.reject(token, challenge(answered));
                } else {
                    tokens.accepted(token);
                    if (answered.status() == FORBIDDEN) {
                        tokens.accessDenied(token);
                    }
                }
            }
            GraphResult result = result(outcome, clientRequestId);
            if (LOG.isDebugEnabled()) {
                log(request.method() + " /" + String.join("/", request.path()), result, clientRequestId);
            }
            return result;
        });
    }

    /** With the ids by which Microsoft finds a request, as values of their own too where the log is structured. */
    private static void log(String request, GraphResult result, String clientRequestId) {
        String requestId = result instanceof Answer answer ? answer.requestId() : null;
        LOG.atDebug()
                .addKeyValue(CLIENT_REQUEST_ID, clientRequestId)
                .addKeyValue(REQUEST_ID, requestId)
                .log(
                        "{}: {} (client-request-id {}, request-id {})",
                        request,
                        cameTo(result),
                        clientRequestId,
                        requestId);
    }

    private static String cameTo(GraphResult result) {
        if (result instanceof Answer answer) {
            return String.valueOf(answer.status());
        }
        return result instanceof AnswerLost lost
                ? "the answer was lost, " + lost.cause().getClass().getSimpleName()
                : "nothing was sent, "
                        + ((NothingSent) result).cause().getClass().getSimpleName();
    }

    private Map<String, String> headers(AccessToken token, String clientRequestId, Map<String, String> more) {
        if (more.isEmpty()) {
            return Map.of("Authorization", bearer(token), CLIENT_REQUEST_ID, clientRequestId);
        }
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", bearer(token));
        headers.put(CLIENT_REQUEST_ID, clientRequestId);
        return headers;
    }

    /** Like {@link UUID#randomUUID}, without its search for true chance: nobody gains by guessing it. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long variant2 = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(version4, variant2).toString();
    }

    /** Tokens are long, and the same one goes with many requests. */
    private String bearer(AccessToken token) {
        Bearer last = bearer;
        if (last == null || last.token() != token) {
            last = new Bearer(token, "Bearer " + token.value());
            bearer = last;
        }
        return last.header();
    }

    private static Optional<String> challenge(HttpOutcome.Answered answered) {
        return answered.headers().getOrDefault("www-authenticate", List.of()).stream()
                .flatMap(header -> ClaimsChallenge.read(header).stream())
                .findFirst();
    }

    private Answer answer(HttpOutcome.Answered answered, String clientRequestId) {
        boolean success = answered.status() >= 200 && answered.status() < 300;
        return new Answer(
                answered.status(),
                success ? Optional.empty() : Optional.of(errors.read(answered.text())),
                answered.header("retry-after").flatMap(retryAfter::read),
                answered.header(REQUEST_ID).orElse(null),
                clientRequestId,
                success ? answered.text() : "");
    }

    private HttpTarget target(GraphRequest request) {
        HttpTarget target = root.below(request.path());
        if (request.query().isEmpty()) {
            return target;
        }
        URIBuilder query = new URIBuilder();
        request.query().forEach(query::addParameter);
        try {
            return target.with(query.build().getRawQuery());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No query of " + request.query(), e);
        }
    }
}
