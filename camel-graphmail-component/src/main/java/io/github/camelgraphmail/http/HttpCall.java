package io.github.camelgraphmail.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request. Its {@code toString} leaves out headers and content: they carry tokens and mails.
 *
 * @param method in upper case
 * @param headers by name, without those of the content
 * @param contentType of the content; null when there is none
 * @param content of no length for none
 * @param timeout how long the whole request may take, until its answer is complete
 */
public record HttpCall(
        String method,
        HttpTarget target,
        Map<String, String> headers,
        String contentType,
        RequestContent content,
        Duration timeout) {

    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** @param content never changed afterwards; empty for none */
    public HttpCall(
            String method,
            HttpTarget target,
            Map<String, String> headers,
            String contentType,
            byte[] content,
            Duration timeout) {
        this(method, target, headers, contentType, RequestContent.of(content), timeout);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
