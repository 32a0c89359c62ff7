package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is more than twice the size of the sender's memory. */
class LargeFileTest extends SandboxTestSupport {

    private static final int MEGABYTE = 1024 * 1024;
    private static final long SIZE = 140L * MEGABYTE;

    @TempDir
    private Path folder;

    @Test
    void leavesThroughBrokenConnectionsAndAnExpiredSession() throws Exception {
        sandbox.update(
                sandbox.tenant().apps().get(0).clientId(),
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
        Path file = file();
        for (Moment moment : new Moment[] {Moment.BEFORE, Moment.AFTER, Moment.BEFORE}) {
            sandbox.faults().once(new Fault(Operation.UPLOAD, moment, Fault.close()));
        }

        Process sender = sender(file);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> sandbox.uploads().acceptedBytes() > 30 * MEGABYTE);
            sandbox.uploads().expireAll();
            long wasted = sandbox.uploads().acceptedBytes();
            String output = new String(sender.getInputStream().readAllBytes());

            assertThat(sender.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(output.lines().reduce((first, last) -> last)).contains("sent");
            assertThat(sandbox.faults().pending()).isZero();
            assertThat(sha256(onlyMail().message().attachments().get(0).content()))
                    .isEqualTo(sha256(Files.readAllBytes(file)));
            // A range that was on its way when the session ended may still have been counted.
            assertThat(sandbox.uploads().acceptedBytes())
                    .as("no range twice in a session")
                    .isBetween(SIZE + wasted, SIZE + wasted + 4 * MEGABYTE);
        } finally {
            sender.destroyForcibly();
        }
    }

    private Path file() throws Exception {
        Path file = folder.resolve("large.bin");
        Random random = new Random(140);
        byte[] chunk = new byte[MEGABYTE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 140; i++) {
                random.nextBytes(chunk);
                out.write(chunk);
            }
        }
        return file;
    }

    private static Process sender(Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileSender.class.getName(),
                        sandbox.http().toString(),
                        sandbox.tenant().id(),
                        sandbox.tenant().apps().get(0).clientId(),
                        sandbox.tenant().apps().get(0).clientSecret(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
