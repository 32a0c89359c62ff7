package io.github.camelgraphmail.sandbox.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads settings from JSON or YAML. What is wrong is said with the field, its value and what it may be; a secret is never
 * repeated.
 */
public final class SettingsReader {

    private final ObjectMapper mapper;

    private SettingsReader(MapperBuilder<?, ?> builder) {
        this.mapper = builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .addModule(new SimpleModule()
                        .addDeserializer(Duration.class, parsed(Durations::parse))
                        .addDeserializer(Instant.class, parsed(Durations::instant))
                        .addSerializer(Duration.class, ToStringSerializer.instance)
                        .addSerializer(Instant.class, ToStringSerializer.instance))
                .build();
    }

    public static SettingsReader json() {
        return new SettingsReader(JsonMapper.builder());
    }

    public static SettingsReader yaml() {
        return new SettingsReader(YAMLMapper.builder());
    }

    /** Writes what it reads. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /**
     * @return empty where there is nothing but white space or null
     * @throws IllegalArgumentException with the field and the way out
     */
    public <T> Optional<T> read(String text, Class<T> type) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.ofNullable(mapper.readValue(text, type));
        } catch (JsonMappingException wrong) {
            throw new IllegalArgumentException(explained(wrong), wrong.getCause());
        } catch (JsonProcessingException malformed) {
            JsonLocation where = malformed.getLocation();
            // Without the parser's words, which quote the text around it.
            throw new IllegalArgumentException(
                    where == null
                            ? "it can't be read as " + mapper.getFactory().getFormatName()
                            : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": it can't be read as "
                                    + mapper.getFactory().getFormatName());
        }
    }

    private String explained(JsonMappingException wrong) {
        String field = path(wrong.getPath());
        if (wrong instanceof PropertyBindingException unknown) {
            String known = Optional.ofNullable(unknown.getKnownPropertyIds()).stream()
                    .flatMap(Collection::stream)
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return field + ": there is no such setting; here are " + known;
        }
        if (wrong.getCause() instanceof IllegalArgumentException invalid) {
            return under(field, invalid.getMessage());
        }
        if (wrong instanceof InvalidFormatException format) {
            String value = isSecret(field) ? "its value" : String.valueOf(format.getValue());
            return field + ": " + value + " is no " + kind(format.getTargetType());
        }
        if (wrong instanceof MismatchedInputException mismatched) {
            return field + ": a " + kind(mismatched.getTargetType()) + " is expected";
        }
        JsonLocation where = wrong.getLocation();
        return (field.isEmpty() ? "" : field + ": ")
                + (where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ")
                + "it can't be read as " + mapper.getFactory().getFormatName();
    }

    /** Each converted, with its place put before what is wrong with one. */
    static <S, T> List<T> each(String field, List<S> settings, Function<S, T> conversion) {
        return eachOf(field, settings, (number, one) -> conversion.apply(one));
    }

    /**
     * The same, with the number of each.
     *
     * @param settings null for none
     * @param conversion of a number, counted from 1, and what is there
     */
    static <S, T> List<T> eachOf(String field, List<S> settings, BiFunction<Integer, S, T> conversion) {
        if (settings == null) {
            return List.of();
        }
        return IntStream.range(0, settings.size())
                .mapToObj(i -> at(field + "[" + i + "]", () -> conversion.apply(i + 1, present(settings.get(i)))))
                .toList();
    }

    private static <T> T present(T setting) {
        if (setting == null) {
            throw new IllegalArgumentException("there is nothing");
        }
        return setting;
    }

    static <T> T at(String field, Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(under(field, wrong.getMessage()), wrong);
        }
    }

    private static String under(String field, String message) {
        if (field.isEmpty()) {
            return message;
        }
        boolean namesField = message.matches("(?s)\\w[\\w\\[\\].]*: .*");
        return field + (namesField ? "." : ": ") + message;
    }

    private static boolean isSecret(String field) {
        return field.contains("secret");
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder names = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                names.append('[').append(step.getIndex()).append(']');
            } else {
                names.append(names.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return names.toString();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "object";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        if (type == String.class) {
            return "text";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        return "object with fields";
    }

    private static <T> JsonDeserializer<T> parsed(Function<String, T> parse) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(String.valueOf(parser.getValueAsString()));
                } catch (IllegalArgumentException wrong) {
                    throw new JsonMappingException(parser, wrong.getMessage(), wrong);
                }
            }
        };
    }
}
