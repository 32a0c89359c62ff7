package io.github.camelgraphmail.sandbox.wire.query;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands in a message at a path such as {@code from/emailAddress/address}. */
final class Values {

    private Values() {}

    static JsonNode at(JsonNode message, String path) {
        JsonNode value = message;
        for (String step : path.split("/")) {
            value = value.path(step);
        }
        return value;
    }
}
