package io.github.camelgraphmail.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.camelgraphmail.http.HttpCall;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Lets MSAL4J make its requests through the component's own HTTP client, so that TLS settings hold for Entra too.
 *
 * <p>MSAL4J insists on https and only knows the authority by that; a sandbox on plain HTTP is reached by taking the
 * scheme from the configured address.
 */
final class MsalHttpClient implements IHttpClient {

    private static final String CONTENT_TYPE = "Content-Type";

    private final ObjectMapper json = JsonMapper.builder().build();
    private final HttpTransport transport;
    private final String scheme;
    private final Duration timeout;

    MsalHttpClient(HttpTransport transport, String scheme, Duration timeout) {
        this.transport = transport;
        this.scheme = scheme;
        this.timeout = timeout;
    }

    /** Blocks, as MSAL4J's interface has it: called on the executor that MSAL4J was given. */
    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        HttpOutcome outcome;
        try {
            outcome = transport.send(call(request)).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        if (outcome instanceof HttpOutcome.Answered answered) {
            checkReadable(answered);
            HttpResponse response =
                    new HttpResponse().statusCode(answered.status()).body(answered.text());
            response.addHeaders(answered.headers());
            return response;
        }
        if (outcome instanceof HttpOutcome.NothingSent nothingSent) {
            throw nothingSent.cause();
        }
        throw ((HttpOutcome.AnswerLost) outcome).cause();
    }

    /** MSAL4J quotes what it can't parse, and that may be a token. */
    private void checkReadable(HttpOutcome.Answered answered) throws IOException {
        boolean readable;
        try {
            readable = json.readTree(answered.content()).isObject();
        } catch (IOException notJson) {
            readable = false;
        }
        if (!readable) {
            throw new IOException("the answer, of status " + answered.status()
                    + ", is none of Entra's. Is there a proxy in between?");
        }
    }

    private HttpCall call(HttpRequest request) {
        Map<String, String> headers = new HashMap<>(request.headers() == null ? Map.of() : request.headers());
        String contentType = headers.remove(CONTENT_TYPE);
        byte[] content = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        String address = request.url().toString();
        URI uri = URI.create(scheme + address.substring(address.indexOf(':')));
        return new HttpCall(request.httpMethod().name(), uri, headers, contentType, content, timeout);
    }
}
