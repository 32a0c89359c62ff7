package io.github.camelgraphmail.examples.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/bus.md has each setting with its default. */
class BusDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(?: `([^`]*)`)? \\| \\S.*\\|$");

    @Test
    void hasEachSettingWithItsDefault() throws IOException {
        assertThat(documented()).isEqualTo(defaults());
    }

    private static Map<String, String> documented() throws IOException {
        String page = Files.readString(Path.of("../docs/bus.md"));
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(page.substring(page.indexOf("<!-- settings:begin -->"), page.indexOf("<!-- settings:end -->")))
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        return rows;
    }

    private static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = MailBus.class.getResourceAsStream("/bus/application.properties")) {
            properties.load(file);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.forEach((name, value) -> defaults.put((String) name, (String) value));
        defaults.keySet().removeIf(name -> name.startsWith("camel.main."));
        return defaults;
    }
}
