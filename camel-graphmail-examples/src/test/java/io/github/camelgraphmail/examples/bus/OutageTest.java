package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/**
 * Graph is down for ten minutes, at a hundredth of the time: the bus tries again after 150 ms to 3 s instead of 15 s to 5 min, for six
 * seconds.
 */
class OutageTest {

    private static final int JOBS = 60;
    private static final int MAILBOXES = 3;
    private static final long OUTAGE_MILLIS = 6_000;

    @TempDir
    private Path folder;

    @Test
    void takesJobsInWhileGraphIsDownAndSendsEachOnceAfterwards() throws IOException {
        String[] mailboxes = IntStream.range(0, MAILBOXES)
                .mapToObj(number -> "box" + number + "@contoso.com")
                .toArray(String[]::new);
        try (GraphMailSandbox sandbox = TestBus.sandbox(mailboxes);
                TestBus bus = TestBus.start(
                        folder,
                        sandbox,
                        Map.of(
                                "bus.sender", mailboxes[0],
                                "bus.allowed-senders", String.join(",", mailboxes),
                                "bus.retry.first", "150ms",
                                "bus.retry.longest", "3s",
                                "camel.component.graphmail.retry-timeout", "300"))) {
            List.of(Fault.Operation.CREATE, Fault.Operation.FIND, Fault.Operation.SEND)
                    .forEach(operation -> sandbox.faults()
                            .atRate(
                                    new Fault(operation, Fault.Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")),
                                    1));
            long begin = System.nanoTime();
            long before = size(bus.folder("data/broker/journal"));
            JmsTemplate jms = new JmsTemplate(bus.connections());
            Files.createDirectories(bus.folder("folder"));
            for (int job = 0; job < JOBS; job++) {
                jms.convertAndSend(
                        "mail.jobs",
                        "{\"id\": \"job-%d\", \"sender\": \"%s\", \"to\": \"ops@contoso.com\", \"subject\": \"job-%d\"}"
                                .formatted(job, mailboxes[job % MAILBOXES], job));
            }
            Files.move(Files.writeString(bus.folder("folder/dropped.part"), "x"), bus.folder("folder/dropped.txt"));

            patiently().until(() -> Files.exists(bus.folder("folder/done/dropped.txt")));
            patiently().until(() -> System.nanoTime() - begin > OUTAGE_MILLIS * 1_000_000);
            assertThat(sandbox.mails()).isEmpty();
            assertThat(bus.deadLetters()).isEmpty();
            assertThat(size(bus.folder("data/broker/journal"))).isGreaterThanOrEqualTo(before);
            sandbox.faults().clear();

            patiently().until(() -> sandbox.accepted() >= JOBS + 1);
            assertThat(sandbox.mails())
                    .extracting(AcceptedMail::subject)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("dropped.txt"),
                                    IntStream.range(0, JOBS).mapToObj(job -> "job-" + job))
                            .toList());
            assertThat(bus.deadLetters()).isEmpty();
            assertThat(sandbox.limits().refused()).isZero();
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
