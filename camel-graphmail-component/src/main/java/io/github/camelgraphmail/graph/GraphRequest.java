package io.github.camelgraphmail.graph;

import java.util.List;

/**
 * A request to Graph v1.0.
 *
 * @param method in upper case
 * @param path the segments after {@code /v1.0/}, not encoded
 * @param contentType of the content; null when there is none
 * @param content never changed afterwards; empty for none
 */
public record GraphRequest(String method, List<String> path, String contentType, byte[] content) {

    private static final String JSON = "application/json";

    /** So Graph calls MIME in Base64. */
    private static final String MIME = "text/plain";

    public GraphRequest {
        path = List.copyOf(path);
    }

    /** A POST of JSON. */
    public static GraphRequest postJson(List<String> path, byte[] json) {
        return new GraphRequest("POST", path, JSON, json);
    }

    /** A POST of a MIME mail as Base64. */
    public static GraphRequest postMime(List<String> path, byte[] base64) {
        return new GraphRequest("POST", path, MIME, base64);
    }

    @Override
    public String toString() {
        return method + " " + String.join("/", path) + " (" + content.length + " bytes)";
    }
}
