package io.github.camelgraphmail.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import java.util.Optional;

/** Reads the message that Graph answers a new draft with. */
final class DraftReader {

    private final ObjectMapper json = JsonMapper.builder().build();

    /** Empty when the answer is none that has an id: the draft stands there all the same. */
    Optional<Draft> read(String content) {
        try {
            JsonNode message = json.readTree(content);
            String id = message.path("id").asText("");
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Draft(id, message.path("internetMessageId").asText("")));
        } catch (JsonProcessingException notGraphs) {
            return Optional.empty();
        }
    }
}
