package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;

/**
 * docs/reference.md says what the catalog says. To write the tables anew after a change of options: {@code ./mvnw test
 * -pl camel-graphmail-component -am -Dtest=ReferenceDocTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}
 */
class ReferenceDocTest {

    private static final Path REFERENCE = Path.of("../docs/reference.md");
    private static final String CATALOG = "/META-INF/io/github/camelgraphmail/graphmail.json";

    @Test
    void saysWhatTheCatalogSays() throws IOException {
        String written = Files.readString(REFERENCE);
        String rendered = written;
        JsonNode catalog = catalog();
        JsonNode endpoint = catalog.path("properties");
        rendered = replace(rendered, "endpoint", options(endpoint, option -> true));
        rendered = replace(
                rendered,
                "component",
                options(
                        catalog.path("componentProperties"),
                        option -> !endpoint.has(option) && !option.equals("configuration")));
        rendered = replace(rendered, "headers", headers(catalog.path("headers")));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(REFERENCE, rendered);
        } else {
            assertThat(written)
                    .as("docs/reference.md is out of step with the options; see this test's Javadoc")
                    .isEqualTo(rendered);
        }
    }

    @Test
    void isACatalogThatToolsCanRead() throws IOException {
        CamelCatalog tools = new DefaultCamelCatalog();
        tools.addComponent(
                "graphmail", GraphMailComponent.class.getName(), catalog().toString());

        assertThat(tools.validateEndpointProperties("graphmail:erp@contoso.com?to=ops@contoso.com&importance=high")
                        .isSuccess())
                .isTrue();
        assertThat(tools.validateEndpointProperties("graphmail:erp@contoso.com?importance=urgent")
                        .getInvalidEnum())
                .containsKey("importance");
        assertThat(catalog()
                        .path("properties")
                        .path("clientSecret")
                        .path("secret")
                        .asBoolean())
                .isTrue();
    }

    private static JsonNode catalog() throws IOException {
        try (InputStream json = ReferenceDocTest.class.getResourceAsStream(CATALOG)) {
            return new ObjectMapper().readTree(json);
        }
    }

    private static String replace(String document, String name, List<String> table) {
        Pattern block =
                Pattern.compile("(<!-- " + name + ":begin -->\n).*?(<!-- " + name + ":end -->)", Pattern.DOTALL);
        Matcher matcher = block.matcher(document);
        assertThat(matcher.find())
                .as("docs/reference.md has the markers of table " + name)
                .isTrue();
        return matcher.replaceFirst(result ->
                Matcher.quoteReplacement(result.group(1) + String.join("\n", table) + "\n" + result.group(2)));
    }

    private static List<String> options(JsonNode options, Predicate<String> wanted) {
        List<String> rows = new ArrayList<>(List.of("| option | type | default | meaning |", "|---|---|---|---|"));
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            if (wanted.test(option.getKey())) {
                JsonNode value = option.getValue();
                rows.add("| `" + option.getKey() + "` | " + type(value) + " | "
                        + code(value.path("defaultValue").asText("")) + " | " + text(value) + " |");
            }
        }
        return rows;
    }

    private static List<String> headers(JsonNode headers) {
        List<String> rows = new ArrayList<>(List.of("| header | type | meaning |", "|---|---|---|"));
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            rows.add("| `" + header.getKey() + "` | "
                    + header.getValue().path("javaType").asText() + " | " + text(header.getValue()) + " |");
        }
        return rows;
    }

    private static String type(JsonNode option) {
        if (option.path("enum").isArray()) {
            List<String> members = new ArrayList<>();
            option.path("enum").forEach(member -> members.add(code(member.asText())));
            return String.join(", ", members);
        }
        if (option.path("type").asText().equals("duration")) {
            return "duration";
        }
        String javaType = option.path("javaType").asText();
        String simple = javaType.substring(javaType.lastIndexOf('.') + 1);
        return option.path("secret").asBoolean() ? simple + ", secret" : simple;
    }

    private static String text(JsonNode described) {
        return described
                .path("description")
                .asText()
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
