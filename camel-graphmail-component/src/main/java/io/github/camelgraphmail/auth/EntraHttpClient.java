package io.github.camelgraphmail.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.camelgraphmail.http.HttpOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Takes MSAL4J's requests to Entra. MSAL4J insists on https and knows the authority by that alone; a sandbox on plain HTTP
 * is reached by taking the scheme from the configured address.
 */
final class EntraHttpClient implements IHttpClient {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Reads without Jackson's object mapper, which takes long to load and which most applications need for nothing else here. */
    private final JsonFactory json = JsonFactory.builder().build();

    private final MsalRequests requests;
    private final String scheme;

    EntraHttpClient(MsalRequests requests, String scheme) {
        this.requests = requests;
        this.scheme = scheme;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        String address = request.url().toString();
        HttpOutcome.Answered answer =
                requests.send(request, URI.create(scheme + address.substring(address.indexOf(':'))));
        if (isObject(answer)) {
            return MsalRequests.response(answer);
        }
        if (answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERROR) {
            return unavailable(answer);
        }
        throw new IOException(
                "the answer, of status " + answer.status() + ", is none of Entra's. Is there a proxy in between?");
    }

    /** A gateway's page instead of Entra's JSON. MSAL4J needs that to pass on the status and how long to wait. */
    private static IHttpResponse unavailable(HttpOutcome.Answered answer) {
        byte[] error = "{\"error\":\"temporarily_unavailable\",\"error_description\":\"No description\"}"
                .getBytes(StandardCharsets.UTF_8);
        return MsalRequests.response(new HttpOutcome.Answered(answer.status(), answer.headers(), error));
    }

    /** MSAL4J quotes what it can't parse, and that may be a token. */
    private boolean isObject(HttpOutcome.Answered answer) {
        try (JsonParser parser = json.createParser(answer.content())) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            return object;
        } catch (IOException notJson) {
            return false;
        }
    }
}
