package io.github.camelgraphmail.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.doctor.DoctorRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/doctor.md shows what the command prints. To write it anew: {@code ./mvnw test -pl camel-graphmail-doctor -am
 * -Dtest=DoctorDocTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}
 */
class DoctorDocTest {

    private static final Path DOCUMENT = Path.of("../docs/doctor.md");

    /** Free ports are of as many digits. */
    private static final String PORT = "48026";

    @TempDir
    private static Path directory;

    private static DoctorLab lab;

    @BeforeAll
    static void start() throws IOException {
        lab = new DoctorLab(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        lab.close();
    }

    @Test
    void showsWhatIsPrinted() throws IOException {
        String written = Files.readString(DOCUMENT);
        String rendered = replace(written, "scenarios", scenarios());
        rendered = replace(
                rendered,
                "json",
                fenced("json", settled(Scenario.NO_CONSENT.run(lab, "--json").out())));
        rendered = replace(
                rendered,
                "setup",
                fenced(
                        "powershell",
                        DoctorLab.execute(
                                        "setup",
                                        "--name",
                                        "ERP mail",
                                        "--sender",
                                        DoctorLab.SENDER,
                                        "--forbidden",
                                        DoctorLab.FORBIDDEN)
                                .out()));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, rendered);
        } else {
            assertThat(written)
                    .as("docs/doctor.md is out of step with the command; see this test's Javadoc")
                    .isEqualTo(rendered);
        }
    }

    private static String scenarios() {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : Scenario.values()) {
            DoctorRun run = scenario.run(lab);
            text.append("### ").append(scenario.title()).append("\n\n");
            text.append(fenced(
                    "text",
                    "$ doctor --config application.properties " + String.join(" ", scenario.arguments()) + "\n"
                            + settled(run.out()) + "$ echo $?\n" + run.exitStatus()));
            text.append("\n");
        }
        return text.toString();
    }

    /** Without what differs from run to run. As many digits as there were: lines are broken where they were. */
    private static String settled(String output) {
        return output.replaceAll("(localhost:|on port )\\d{5}\\b", "$1" + PORT)
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-12-01T10:00:00Z");
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text.stripTrailing() + "\n```\n";
    }

    private static String replace(String document, String name, String text) {
        Pattern block =
                Pattern.compile("(<!-- " + name + ":begin -->\n).*?(<!-- " + name + ":end -->)", Pattern.DOTALL);
        Matcher matcher = block.matcher(document);
        assertThat(matcher.find())
                .as("docs/doctor.md has the markers of " + name)
                .isTrue();
        return matcher.replaceFirst(result -> Matcher.quoteReplacement(result.group(1) + text + result.group(2)));
    }
}
