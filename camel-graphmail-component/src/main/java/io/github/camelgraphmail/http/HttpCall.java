package io.github.camelgraphmail.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request. Its {@code toString} leaves out headers and content: they carry tokens and mails; and the path, where
 * that is a secret by itself.
 *
 * @param method in upper case
 * @param headers by name, without those of the content
 * @param contentType of the content; null when there is none
 * @param content of no length for none
 * @param secretPath whether whoever knows the path may use it, so that it belongs into no log
 * @param timeout how long the whole request may take, until its answer is complete
 */
public record HttpCall(
        String method,
        URI uri,
        boolean secretPath,
        Map<String, String> headers,
        String contentType,
        RequestContent content,
        Duration timeout) {

    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** A request to an address that is no secret. @param content never changed afterwards; empty for none */
    public HttpCall(
            String method, URI uri, Map<String, String> headers, String contentType, byte[] content, Duration timeout) {
        this(method, uri, false, headers, contentType, RequestContent.of(content), timeout);
    }

    @Override
    public String toString() {
        return method + " " + (secretPath ? uri.getScheme() + "://" + uri.getAuthority() + "/***" : uri);
    }
}
