package io.github.camelgraphmail.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dataDirectory;

    @Test
    void explainsItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--http-port", "--client-secret", "--mailbox", "localhost only");
    }

    @Test
    void saysWhichPortIsTaken() {
        try (GraphMailSandbox other = GraphMailSandbox.start()) {
            String port = String.valueOf(other.http().getPort());

            assertThat(run("--http-port", port, "--data-dir", dataDirectory.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("port " + port).contains("taken");
        }
    }

    @Test
    void refusesATenantIdThatIsNone() {
        assertThat(run("--tenant-id", "contoso", "--data-dir", dataDirectory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("contoso");
    }

    @Test
    void saysWhatIsWrongInAFile() throws Exception {
        Path file = Files.writeString(dataDirectory.resolve("sandbox.yaml"), "mailboxes: [{address: erp}]");

        assertThat(run("--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("sandbox.yaml: mailboxes[0].address: erp is no address");
        assertThat(run("--config", dataDirectory.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none can't be read");
    }

    @Test
    void takesTheTenantFromTheFileOrFromOptions() throws Exception {
        Path file =
                Files.writeString(dataDirectory.resolve("sandbox.yaml"), "mailboxes: [{address: erp@fabrikam.com}]");

        assertThat(run("--config", file.toString(), "--mailbox", "a@b.example")).isEqualTo(2);
        assertThat(err.toString()).contains("--mailbox: with --config the file says that");
    }

    @Test
    void saysWhichServerIsNone() {
        assertThat(run("--smtp", "mailpit", "--data-dir", dataDirectory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--smtp: mailpit is no address of an SMTP server, such as localhost:1025");
    }

    @Test
    void listensOnNothingThatOthersReachUnlessAllowedTo() {
        assertThat(run("--host", "0.0.0.0", "--data-dir", dataDirectory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("host: 0.0.0.0", "read the mails", "--allow-remote");
    }

    private int run(String... arguments) {
        return new CommandLine(new SandboxCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
