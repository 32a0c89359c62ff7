package io.github.camelgraphmail.examples.bus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What it says where there is no bus; InputsTest has it ask a running one. */
class DeadLettersCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void saysThatNoBusIsThere() {
        assertThat(run("--data", data.toString(), "list")).isEqualTo(2);
        assertThat(out.toString()).contains("bus.pid", "--data", "--pid");
    }

    @Test
    void saysInALineThatTheBusCanNotBeReached() {
        long none = Long.MAX_VALUE;

        assertThat(run("--pid", String.valueOf(none), "list")).isOne();
        assertThat(out.toString())
                .startsWith("No bus can be reached under process " + none)
                .doesNotContain("\tat ");
    }

    private int run(String... args) {
        CommandLine line = DeadLettersCommand.commandLine();
        line.setErr(new PrintWriter(out, true));
        return line.execute(args);
    }
}
