package io.github.camelgraphmail.graph;

import io.github.camelgraphmail.http.RequestContent;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.net.URIBuilder;

/**
 * A request to Graph v1.0.
 *
 * @param method in upper case
 * @param path the segments after {@code /v1.0/}, not encoded
 * @param query its parameters, not encoded
 * @param headers beside those of every request
 * @param contentType of the content; null when there is none
 * @param content of no length for none
 */
public record GraphRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String contentType,
        RequestContent content) {

    private static final String JSON = "application/json";

    /** So Graph calls MIME in Base64. */
    private static final String MIME = "text/plain";

    private static final Map<String, String> IMMUTABLE_IDS = Map.of("Prefer", "IdType=\"ImmutableId\"");

    public GraphRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A POST of JSON. @param json never changed afterwards */
    public static GraphRequest postJson(List<String> path, byte[] json) {
        return postJson(path, RequestContent.of(json));
    }

    /** A POST of JSON. */
    public static GraphRequest postJson(List<String> path, RequestContent json) {
        return new GraphRequest("POST", path, Map.of(), Map.of(), JSON, json);
    }

    /** A PATCH with JSON. @param json never changed afterwards */
    public static GraphRequest patchJson(List<String> path, byte[] json) {
        return patchJson(path, RequestContent.of(json));
    }

    /** A PATCH with JSON. */
    public static GraphRequest patchJson(List<String> path, RequestContent json) {
        return new GraphRequest("PATCH", path, Map.of(), Map.of(), JSON, json);
    }

    /** A POST of a MIME mail as Base64. */
    public static GraphRequest postMime(List<String> path, RequestContent base64) {
        return new GraphRequest("POST", path, Map.of(), Map.of(), MIME, base64);
    }

    /** A POST without content. */
    public static GraphRequest post(List<String> path) {
        return new GraphRequest("POST", path, Map.of(), Map.of(), null, RequestContent.NONE);
    }

    public static GraphRequest get(List<String> path, Map<String, String> query) {
        return new GraphRequest("GET", path, query, Map.of(), null, RequestContent.NONE);
    }

    public static GraphRequest delete(List<String> path) {
        return new GraphRequest("DELETE", path, Map.of(), Map.of(), null, RequestContent.NONE);
    }

    /**
     * The request that goes on with a list, at the same place whatever else the link says.
     *
     * @param link the {@code @odata.nextLink} of the list so far
     * @throws IllegalArgumentException when it is none
     */
    public GraphRequest nextPage(String link) {
        Map<String, String> next = new HashMap<>();
        new URIBuilder(URI.create(link)).getQueryParams().forEach(pair -> next.put(pair.getName(), pair.getValue()));
        return new GraphRequest(method, path, next, headers, contentType, content);
    }

    /**
     * The same, with ids that stay when a message moves to another folder.
     *
     * @see <a href="https://learn.microsoft.com/graph/outlook-immutable-id">Immutable identifiers</a>
     */
    public GraphRequest withImmutableIds() {
        return new GraphRequest(method, path, query, IMMUTABLE_IDS, contentType, content);
    }

    @Override
    public String toString() {
        return method + " " + String.join("/", path) + " (" + content.length() + " bytes)";
    }
}
