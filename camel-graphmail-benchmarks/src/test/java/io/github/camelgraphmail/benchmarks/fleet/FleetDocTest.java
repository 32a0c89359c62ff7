package io.github.camelgraphmail.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.benchmarks.BenchmarksCommand;
import io.github.camelgraphmail.benchmarks.report.MarkdownReport;
import io.github.camelgraphmail.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * docs/fleet.md has the figures of the simulation. To write them anew: {@code ./mvnw test -pl camel-graphmail-benchmarks -am
 * -Dtest=FleetDocTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}
 */
class FleetDocTest {

    private static final Path PAGE = Path.of("../docs/fleet.md");
    private static final Path PICTURE = Path.of("../docs/images/fleet.svg");
    private static final String HINT = "docs/fleet.md is out of step with the simulation; see this test's Javadoc";
    private static final Pattern EXAMPLE =
            Pattern.compile("-Dbenchmarks=\"(fleet --[^\"]+)\"\n```\n\n```\n(.*?)\n```", Pattern.DOTALL);

    @Test
    void hasTheTablesAndThePictureOfTheSimulation() throws IOException {
        FleetTables tables = FleetCommand.defaults();
        String written = Files.readString(PAGE);
        String rendered = written;
        for (Map.Entry<String, Table> table : tables.all().entrySet()) {
            rendered = replace(rendered, table.getKey(), new MarkdownReport().rows(table.getValue()));
        }
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, rendered);
            Files.writeString(PICTURE, tables.chart());
        } else {
            assertThat(written).as(HINT).isEqualTo(rendered);
            assertThat(Files.readString(PICTURE)).as(HINT).isEqualTo(tables.chart());
        }
    }

    @Test
    void showsWhatTheCommandPrints() throws IOException {
        String written = Files.readString(PAGE);
        Matcher example = EXAMPLE.matcher(written);
        assertThat(example.find())
                .as("docs/fleet.md has an example of the command")
                .isTrue();
        StringWriter out = new StringWriter();
        int status = new CommandLine(new BenchmarksCommand())
                .setOut(new PrintWriter(out))
                .execute(example.group(1).split(" "));
        String printed = out.toString().strip().replace(System.lineSeparator(), "\n");

        assertThat(status).isZero();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(
                    PAGE, written.substring(0, example.start(2)) + printed + written.substring(example.end(2)));
        } else {
            assertThat(example.group(2)).as(HINT).isEqualTo(printed);
        }
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertThat(failure("--mailboxes", "10", "--latency", "soon"))
                .contains("--latency", "'soon' is no duration. Write 400ms, 1.5s or 2m.");
        assertThat(failure("--mailboxes", "10", "--nodes", "0")).contains("0 nodes");
        assertThat(failure("--rate", "-1")).contains("rate: -1.0 mails a second is no rate");
    }

    private static String failure(String... options) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new FleetCommand()).setErr(new PrintWriter(err));
        assertThat(command.execute(options)).isEqualTo(CommandLine.ExitCode.USAGE);
        return err.toString();
    }

    private static String replace(String page, String name, String table) {
        Matcher block = Pattern.compile("(<!-- " + name + ":begin -->\n).*?(<!-- " + name + ":end -->)", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find())
                .as("docs/fleet.md has the markers of table " + name)
                .isTrue();
        return block.replaceFirst(result -> Matcher.quoteReplacement(result.group(1) + table + result.group(2)));
    }
}
