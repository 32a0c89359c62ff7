package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What Graph answers to a request that it has carried out.
 *
 * @param headers beside those of every answer
 * @param body empty for none
 */
record GraphAnswer(int status, Map<String, String> headers, Buffer body) {

    GraphAnswer(int status, Map<String, String> headers, String body) {
        this(status, headers, Buffer.buffer(body));
    }

    static GraphAnswer bytes(int status, String contentType, byte[] body) {
        return new GraphAnswer(status, Map.of("Content-Type", contentType), Buffer.buffer(body));
    }

    static GraphAnswer empty(int status) {
        return new GraphAnswer(status, Map.of(), "");
    }

    static GraphAnswer json(int status, ObjectNode body) {
        return new GraphAnswer(
                status, Map.of("Content-Type", MessageAnswers.CONTENT_TYPE, "OData-Version", "4.0"), body.toString());
    }
}
