package io.github.camelgraphmail.examples.bus.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit agrees with the start script and the bus; systemd says itself that it can be read, where there is a systemd. */
class SystemdUnitTest {

    private static final Path UNIT = Path.of("src/distribution/systemd/graphmail-bus.service");
    private static final String SCRIPT = "/opt/graphmail-bus/bin/graphmail-bus";

    @TempDir
    private Path directory;

    @Test
    void waitsLongerForItsEndThanTheBusTakes() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = SystemdUnitTest.class.getResourceAsStream("/bus/application.properties")) {
            defaults.load(file);
        }

        assertThat(Long.parseLong(value("TimeoutStopSec")))
                .isGreaterThanOrEqualTo(Long.parseLong(defaults.getProperty("camel.main.shutdown-timeout")) + 15);
        assertThat(value("SuccessExitStatus")).isEqualTo("143");
    }

    @Test
    void startsTheScriptWithTheFoldersThatSystemdMakes() throws IOException {
        assertThat(value("ExecStart")).isEqualTo(SCRIPT + " start");
        assertThat(values("Environment"))
                .contains(
                        "GRAPHMAIL_BUS_CONF=/etc/" + value("ConfigurationDirectory"),
                        "GRAPHMAIL_BUS_DATA=/var/lib/" + value("StateDirectory"),
                        "SANDBOX_START=never");
        assertThat(Files.readString(Path.of("src/distribution/bin/graphmail-bus")))
                .contains("GRAPHMAIL_BUS_CONF", "GRAPHMAIL_BUS_DATA");
        assertThat(Files.readString(UNIT.resolveSibling("graphmail-bus.sysusers")))
                .contains("\nu " + value("User") + " ");
    }

    /** systemd-analyze reads, and starts nothing. */
    @Test
    void isReadBySystemd() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
        Path script = Files.createFile(
                directory.resolve("graphmail-bus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path unit = directory.resolve("graphmail-bus.service");
        Files.writeString(
                unit,
                Files.readString(UNIT)
                        .replace(SCRIPT, script.toString())
                        // This machine need not have the user.
                        .replace("User=graphmail-bus", "User=root"));

        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.contains("graphmail-bus")))
                .isEmpty();
    }

    private static String value(String key) throws IOException {
        List<String> values = values(key);
        assertThat(values).as(key).hasSize(1);
        return values.get(0);
    }

    private static List<String> values(String key) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
