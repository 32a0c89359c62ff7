package io.github.camelgraphmail.sandbox.wire.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of Graph's CSDL as far as mail needs them. Each can say what is wrong with a JSON value, in the words of
 * an OData reader.
 */
sealed interface EdmType {

    /**
     * @param property the name under which the value stands, for the message
     * @return why the value is none of this type; empty when it is one
     */
    Optional<String> mismatch(String property, JsonNode value);

    enum Primitive implements EdmType {
        STRING("Edm.String") {
            @Override
            boolean accepts(JsonNode value) {
                return value.isTextual();
            }
        },
        BOOLEAN("Edm.Boolean") {
            @Override
            boolean accepts(JsonNode value) {
                // The documentation's own examples post "false" as a string.
                return value.isBoolean()
                        || value.isTextual() && List.of("true", "false").contains(value.textValue());
            }
        },
        INT64("Edm.Int64") {
            @Override
            boolean accepts(JsonNode value) {
                return value.canConvertToLong() && value.isIntegralNumber();
            }
        },
        INT32("Edm.Int32") {
            @Override
            boolean accepts(JsonNode value) {
                return value.canConvertToInt() && value.isIntegralNumber();
            }
        },
        BINARY("Edm.Binary") {
            @Override
            boolean accepts(JsonNode value) {
                return value.isTextual() && isBase64(value.textValue());
            }
        },
        DATE_TIME_OFFSET("Edm.DateTimeOffset") {
            @Override
            boolean accepts(JsonNode value) {
                return value.isTextual() && isDateTimeOffset(value.textValue());
            }
        };

        private final String edmName;

        Primitive(String edmName) {
            this.edmName = edmName;
        }

        abstract boolean accepts(JsonNode value);

        @Override
        public Optional<String> mismatch(String property, JsonNode value) {
            if (value.isNull() || accepts(value)) {
                return Optional.empty();
            }
            return Optional.of(
                    value.isContainerNode()
                            ? unexpectedNode(property, value, "PrimitiveValue")
                            : "Cannot convert a value to target type '" + edmName
                                    + "' because of conversion error. Property '" + property + "'.");
        }

        private static boolean isBase64(String text) {
            try {
                Base64.getDecoder().decode(text);
                return true;
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }

        private static boolean isDateTimeOffset(String text) {
            try {
                OffsetDateTime.parse(text);
                return true;
            } catch (DateTimeParseException malformed) {
                return false;
            }
        }
    }

    /** Members are read without regard to case, as the service does. */
    record Enumeration(String name, List<String> members) implements EdmType {

        @Override
        public Optional<String> mismatch(String property, JsonNode value) {
            boolean known = value.isTextual() && members.stream().anyMatch(value.textValue()::equalsIgnoreCase);
            if (value.isNull() || known) {
                return Optional.empty();
            }
            return Optional.of(
                    value.isContainerNode()
                            ? unexpectedNode(property, value, "PrimitiveValue")
                            : "Requested value '" + value.asText() + "' was not found. Property '" + property
                                    + "' of type '" + name + "'.");
        }
    }

    /**
     * @param open whether properties beyond the declared ones are let through, as CSDL's {@code OpenType} says
     */
    record Structured(String name, Map<String, EdmType> properties, boolean open) implements EdmType {

        @Override
        public Optional<String> mismatch(String property, JsonNode value) {
            if (value.isNull()) {
                return Optional.empty();
            }
            if (!value.isObject()) {
                return Optional.of(unexpectedNode(property, value, "StartObject"));
            }
            return value.properties().stream()
                    .flatMap(member -> mismatchOfMember(member.getKey(), member.getValue()).stream())
                    .findFirst();
        }

        private Optional<String> mismatchOfMember(String member, JsonNode value) {
            if (member.startsWith("@")) {
                return Optional.empty();
            }
            EdmType type = properties.get(member);
            if (type != null) {
                return type.mismatch(member, value);
            }
            return open
                    ? Optional.empty()
                    : Optional.of("The property '" + member + "' does not exist on type '" + name
                            + "'. Make sure to only use property names that are defined by the type.");
        }
    }

    /** An abstract entity: which of its types a value has stands in its {@code @odata.type}. */
    record Polymorphic(String name, Map<String, Structured> types) implements EdmType {

        @Override
        public Optional<String> mismatch(String property, JsonNode value) {
            if (!value.isObject()) {
                return Optional.of(unexpectedNode(property, value, "StartObject"));
            }
            JsonNode annotation = value.path("@odata.type");
            if (!annotation.isTextual()) {
                return Optional.of("A type named '" + name + "' is abstract: the item of '" + property
                        + "' needs an '@odata.type' annotation.");
            }
            String typeName = annotation.textValue().startsWith("#")
                    ? annotation.textValue().substring(1)
                    : annotation.textValue();
            Structured type = types.get(typeName);
            return type == null
                    ? Optional.of("A type named '" + typeName + "' could not be resolved by the model for '" + property
                            + "'.")
                    : type.mismatch(property, value);
        }
    }

    record Collection(EdmType item) implements EdmType {

        @Override
        public Optional<String> mismatch(String property, JsonNode value) {
            if (!value.isArray()) {
                return Optional.of(unexpectedNode(property, value, "StartArray"));
            }
            Stream<JsonNode> items = IntStream.range(0, value.size()).mapToObj(value::get);
            return items.flatMap(element -> item.mismatch(property, element).stream())
                    .findFirst();
        }
    }

    private static String unexpectedNode(String property, JsonNode value, String expected) {
        String found = value.isObject() ? "StartObject" : value.isArray() ? "StartArray" : "PrimitiveValue";
        return "An unexpected '" + found + "' node was found for property named '" + property
                + "' when reading from the JSON reader. A '" + expected + "' node was expected.";
    }
}
