package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.camelgraphmail.http.HttpCall;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTarget;
import io.github.camelgraphmail.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Makes MSAL4J's requests through the component's own HTTP client, so that proxy, TLS and timeouts hold for them too. */
final class MsalRequests {

    private static final String CONTENT_TYPE = "Content-Type";

    private final HttpTransport transport;
    private final Duration timeout;

    MsalRequests(HttpTransport transport, Duration timeout) {
        this.transport = transport;
        this.timeout = timeout;
    }

    /**
     * Blocks, as MSAL4J's interface has it: called on the executor that MSAL4J was given.
     *
     * @param uri where it goes, whatever the request says
     * @throws IOException when there is no answer
     */
    HttpOutcome.Answered send(HttpRequest request, URI uri) throws IOException, InterruptedException {
        HttpOutcome outcome;
        try {
            outcome = transport.send(call(request, uri)).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        if (outcome instanceof HttpOutcome.NothingSent nothingSent) {
            throw nothingSent.cause();
        }
        if (outcome instanceof HttpOutcome.AnswerLost lost) {
            throw lost.cause();
        }
        return (HttpOutcome.Answered) outcome;
    }

    static IHttpResponse response(HttpOutcome.Answered answer) {
        HttpResponse response = new HttpResponse().statusCode(answer.status()).body(answer.text());
        response.addHeaders(answer.headers());
        return response;
    }

    private HttpCall call(HttpRequest request, URI uri) {
        Map<String, String> headers = new HashMap<>(request.headers() == null ? Map.of() : request.headers());
        String contentType = headers.remove(CONTENT_TYPE);
        byte[] content = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        return new HttpCall(request.httpMethod().name(), HttpTarget.of(uri), headers, contentType, content, timeout);
    }
}
