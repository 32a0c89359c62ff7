package io.github.camelgraphmail.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.camelgraphmail.http.HttpOutcome;
import java.io.IOException;
import java.net.URI;

/**
 * Takes MSAL4J's requests to Entra. MSAL4J insists on https and knows the authority by that alone; a sandbox on plain HTTP
 * is reached by taking the scheme from the configured address.
 */
final class EntraHttpClient implements IHttpClient {

    private final ObjectMapper json = JsonMapper.builder().build();
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
        if (!isObject(answer)) {
            throw new IOException(
                    "the answer, of status " + answer.status() + ", is none of Entra's. Is there a proxy in between?");
        }
        return MsalRequests.response(answer);
    }

    /** MSAL4J quotes what it can't parse, and that may be a token. */
    private boolean isObject(HttpOutcome.Answered answer) {
        try {
            return json.readTree(answer.content()).isObject();
        } catch (IOException notJson) {
            return false;
        }
    }
}
