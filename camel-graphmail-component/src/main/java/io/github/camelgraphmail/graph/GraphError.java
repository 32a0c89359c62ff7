package io.github.camelgraphmail.graph;

/**
 * Graph's error body.
 *
 * @param code what programs may rely on, with the status; empty when the body was none of Graph's
 * @param message what people may read; empty when there is none
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph error responses</a>
 */
public record GraphError(String code, String message) {

    static final GraphError UNREADABLE = new GraphError("", "");
}
