package io.github.camelgraphmail.benchmarks.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What processes tell each other: records as a line of JSON. */
public final class ProcessText {

    private final ObjectMapper json = JsonMapper.builder().build();

    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value + " can't be written", e);
        }
    }

    public <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This is no " + type.getSimpleName() + ": " + text, e);
        }
    }
}
