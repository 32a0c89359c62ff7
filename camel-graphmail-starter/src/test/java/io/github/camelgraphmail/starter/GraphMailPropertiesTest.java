package io.github.camelgraphmail.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.GraphMailComponent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The properties are the component's options, no more and no less, and IDEs are told what the component's catalog says. To write
 * the metadata anew after a change of options: {@code ./mvnw clean test -pl camel-graphmail-starter -am -Dtest=GraphMailPropertiesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}
 */
class GraphMailPropertiesTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By name. */
    private static Map<String, JsonNode> options() throws IOException {
        try (InputStream catalog =
                GraphMailComponent.class.getResourceAsStream("/META-INF/io/github/camelgraphmail/graphmail.json")) {
            Map<String, JsonNode> options = new TreeMap<>();
            JSON.readTree(catalog)
                    .path("componentProperties")
                    .properties()
                    .forEach(option -> options.put(option.getKey(), option.getValue()));
            return options;
        }
    }

    private static String type(JsonNode option) {
        return switch (option.path("type").asText()) {
            case "boolean" -> "java.lang.Boolean";
            case "integer" -> "java.lang.Integer";
            case "duration" -> "java.time.Duration";
            default -> "java.lang.String";
        };
    }

    private static String property(String option) {
        return "camel.component.graphmail."
                + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void areTheComponentsOptions() throws IOException {
        Map<String, String> types = Arrays.stream(GraphMailProperties.class.getRecordComponents())
                .collect(Collectors.toMap(
                        RecordComponent::getName,
                        component -> component.getType().getName()));
        types.keySet().retainAll(GraphMailProperties.names());
        Map<String, String> expected = new HashMap<>();
        options().forEach((name, option) -> expected.put(name, type(option)));

        assertThat(types).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void hideWhatTheComponentCallsASecret() throws IOException {
        Set<String> secrets = options().entrySet().stream()
                .filter(option -> option.getValue().path("secret").asBoolean())
                .map(option -> option.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(SecretOptions.NAMES).isEqualTo(secrets);
    }

    @Test
    void areDescribedAsInTheCatalog() throws IOException {
        ObjectNode metadata = JSON.createObjectNode();
        ArrayNode properties = metadata.putArray("properties");
        ArrayNode hints = metadata.putArray("hints");
        options().forEach((name, option) -> {
            ObjectNode property = properties.addObject();
            property.put("name", property(name));
            property.put("type", type(option));
            property.put("description", option.path("description").asText());
            if (option.has("defaultValue")) {
                property.set("defaultValue", option.get("defaultValue"));
            }
            if (option.has("enum")) {
                ObjectNode hint = hints.addObject();
                hint.put("name", property(name));
                ArrayNode values = hint.putArray("values");
                option.get("enum").forEach(value -> values.addObject().set("value", value));
            }
        });
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        String rendered = JSON.writer(printer).writeValueAsString(metadata) + "\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(METADATA, rendered);
        } else {
            assertThat(Files.readString(METADATA))
                    .as("The metadata is out of step with the options; see this test's Javadoc")
                    .isEqualTo(rendered);
        }
    }

    /** What the build puts into the jar. */
    @Test
    void reachTheIde() throws Exception {
        JsonNode metadata = JSON.readTree(
                classes().resolve("META-INF/spring-configuration-metadata.json").toFile());
        Map<String, JsonNode> described = new HashMap<>();
        List<String> twice = new ArrayList<>();
        metadata.path("properties").forEach(property -> {
            if (described.put(property.path("name").asText(), property) != null) {
                twice.add(property.path("name").asText());
            }
        });

        assertThat(twice).isEmpty();
        options().forEach((name, option) -> {
            JsonNode property = described.get(property(name));
            assertThat(property).as(name).isNotNull();
            assertThat(property.path("type").asText()).isEqualTo(type(option));
            assertThat(property.path("description").asText())
                    .isEqualTo(option.path("description").asText());
            assertThat(property.path("defaultValue")).isEqualTo(option.path("defaultValue"));
        });
        assertThat(metadata.findValuesAsText("name"))
                .contains("camel.component.graphmail.enabled", "camel.component.graphmail.customizer.enabled");
        assertThat(metadata.path("hints")).hasSizeGreaterThan(5);
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(GraphMailProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
