package io.github.camelgraphmail.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, as a user starts it. */
@Timeout(120)
class RunnableJarIT {

    @TempDir
    private Path directory;

    @Test
    void looksAtAnApplicationAndTellsNoSecretWhateverIsLogged() throws Exception {
        try (DoctorLab lab = new DoctorLab(directory)) {
            lab.sandbox().access().restrict(DoctorLab.CLIENT, DoctorLab.SENDER);
            Path properties = lab.file(lab.properties());

            Process process = start(
                    "-Dstdout.encoding=UTF-8",
                    "-Dnative.encoding=UTF-8",
                    "-Ddoctor.log=DEBUG",
                    "-jar",
                    System.getProperty("runnable.jar"),
                    "--config",
                    properties.toString(),
                    "--sender",
                    DoctorLab.SENDER,
                    "--forbidden",
                    DoctorLab.FORBIDDEN);

            String out = output(process);
            assertThat(out)
                    .startsWith("What client " + DoctorLab.CLIENT)
                    .contains("✓ Sender erp@contoso.com")
                    .doesNotContain("\u001b[");
            assertThat(process.exitValue()).isZero();
            assertThat(directory.resolve("errors.txt"))
                    .content(StandardCharsets.UTF_8)
                    .contains("DEBUG")
                    .doesNotContain(SandboxConfiguration.CLIENT_SECRET);
        }
    }

    @Test
    void printsTheSetup() throws Exception {
        Process process = start(
                "-jar",
                System.getProperty("runnable.jar"),
                "setup",
                "--sender",
                DoctorLab.SENDER,
                "--forbidden",
                DoctorLab.FORBIDDEN);

        assertThat(output(process)).startsWith("# Sets up camel-graphmail");
        assertThat(process.exitValue()).isZero();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
    }

    private static String output(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
