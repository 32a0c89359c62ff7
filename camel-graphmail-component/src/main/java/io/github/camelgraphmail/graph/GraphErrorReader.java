package io.github.camelgraphmail.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads an error body; gateways answer with HTML or nothing, which is no error of reading. */
final class GraphErrorReader {

    /** Made when the first error comes: a mail that goes well does not wait for it. */
    private static final class Json {
        private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    }

    GraphError read(String body) {
        try {
            JsonNode error = Json.MAPPER.readTree(body).path("error");
            return new GraphError(
                    error.path("code").asText(""), error.path("message").asText(""));
        } catch (JsonProcessingException notGraphs) {
            return GraphError.UNREADABLE;
        }
    }
}
