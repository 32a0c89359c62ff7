package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/troubleshooting.md prints the catalogue. To write the table anew: {@code ./mvnw test -pl camel-graphmail-component -am
 * -Dtest=EntraErrorDocTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}
 */
class EntraErrorDocTest {

    private static final Path PAGE = Path.of("../docs/troubleshooting.md");
    private static final String BEGIN = "<!-- entra:begin -->\n";
    private static final String END = "<!-- entra:end -->";

    @Test
    void printsTheCatalogue() throws IOException {
        String written = Files.readString(PAGE);
        int begin = written.indexOf(BEGIN) + BEGIN.length();
        int end = written.indexOf(END);
        String rendered = written.substring(0, begin) + table() + written.substring(end);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, rendered);
        } else {
            assertThat(written)
                    .as("docs/troubleshooting.md is out of step with the catalogue; see this test's Javadoc")
                    .isEqualTo(rendered);
        }
    }

    @Test
    void hasEachCodeOnceWithTextsThatAreSentences() {
        List<EntraErrorCatalogue.Entry> entries = EntraErrorCatalogue.entries();

        assertThat(entries).extracting(EntraErrorCatalogue.Entry::code).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.code()).matches("AADSTS\\d{5,7}");
            assertThat(entry.meaning()).endsWith(".");
            assertThat(entry.whatToDo()).endsWith(".");
            assertThat(EntraErrorCatalogue.hint(entry.code())).isEqualTo(entry.whatToDo());
        });
    }

    @Test
    void hasAWordForCodesThatItDoesNotKnow() {
        assertThat(EntraErrorCatalogue.code("AADSTS123456: Something new. Trace ID: AADSTS9"))
                .contains("AADSTS123456");
        assertThat(EntraErrorCatalogue.hint("AADSTS123456")).contains("https://login.microsoftonline.com/error");
        assertThat(EntraErrorCatalogue.hint(null)).isEqualTo(EntraErrorCatalogue.hint("AADSTS123456"));
        assertThat(EntraErrorCatalogue.code(null)).isEmpty();
    }

    private static String table() {
        return EntraErrorCatalogue.entries().stream()
                .map(entry -> "| " + entry.code() + " | " + entry.meaning() + " | " + entry.whatToDo() + " | "
                        + (entry.passes() ? "yes, by itself" : "after the fix") + " |\n")
                .collect(Collectors.joining(
                        "", "| code | what happened | what to do | does retrying help |\n|---|---|---|---|\n", ""));
    }
}
