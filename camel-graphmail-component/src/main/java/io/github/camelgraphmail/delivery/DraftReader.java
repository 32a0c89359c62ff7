package io.github.camelgraphmail.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.camelgraphmail.delivery.Delivered.Draft;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads what Graph answers about drafts. What is not as expected is read as empty. */
final class DraftReader {

    /** With a dash at first, without one later on. */
    private static final Pattern NEXT_RANGE = Pattern.compile("(\\d{1,18})(-\\d*)?");

    /** Made when the first answer about a draft comes: mails that go in one request do not wait for it. */
    private static final class Json {
        private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    }

    /** The message that a new draft is; empty when the answer is none that has an id: the draft stands there all the same. */
    Optional<Draft> read(String content) {
        return draft(tree(content));
    }

    /** The first message of a list. */
    Optional<Draft> first(String content) {
        return draft(tree(content).path("value").path(0));
    }

    /** The messages of a list. */
    List<Draft> all(String content) {
        return StreamSupport.stream(tree(content).path("value").spliterator(), false)
                .flatMap(message -> draft(message).stream())
                .toList();
    }

    /** Where a list goes on; empty at its end. */
    Optional<String> nextPage(String content) {
        return Optional.of(tree(content).path("@odata.nextLink").asText("")).filter(link -> !link.isEmpty());
    }

    private static Optional<Draft> draft(JsonNode message) {
        String id = message.path("id").asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Draft(id, message.path("internetMessageId").asText("")));
    }

    Optional<Boolean> isDraft(String content) {
        JsonNode isDraft = tree(content).path("isDraft");
        return isDraft.isBoolean() ? Optional.of(isDraft.booleanValue()) : Optional.empty();
    }

    /** How many entries a list has. */
    OptionalInt count(String content) {
        JsonNode value = tree(content).path("value");
        return value.isArray() ? OptionalInt.of(value.size()) : OptionalInt.empty();
    }

    /** Where ranges are put to. */
    Optional<URI> uploadUrl(String content) {
        try {
            return Optional.of(tree(content).path("uploadUrl").asText(""))
                    .filter(url -> !url.isEmpty())
                    .map(URI::create);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The offset of the first byte that is missing. */
    OptionalLong nextOffset(String content) {
        for (Map.Entry<String, JsonNode> property : tree(content).properties()) {
            if (property.getKey().equalsIgnoreCase("nextExpectedRanges")) {
                Matcher range = NEXT_RANGE.matcher(property.getValue().path(0).asText(""));
                return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private JsonNode tree(String content) {
        try {
            return Json.MAPPER.readTree(content);
        } catch (JsonProcessingException notGraphs) {
            return MissingNode.getInstance();
        }
    }
}
