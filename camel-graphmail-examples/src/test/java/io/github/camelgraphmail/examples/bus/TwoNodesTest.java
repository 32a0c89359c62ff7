package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.examples.bus.outbox.DeadLetters;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** Two nodes of the bus on one broker, each a process of its own; one of them is killed. */
class TwoNodesTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int JOBS = SOAK ? 4_000 : 200;
    private static final int FILES = SOAK ? 200 : 20;
    private static final int MAILBOXES = 20;

    @TempDir
    private Path folder;

    private final String[] mailboxes =
            IntStream.range(0, MAILBOXES).mapToObj(TwoNodesTest::mailbox).toArray(String[]::new);
    private GraphMailSandbox sandbox;
    private BrokerProcess broker;

    @BeforeEach
    void start() throws IOException {
        sandbox = GraphMailSandbox.start(TestBus.configuration(mailboxes)
                .withBehaviour(GraphBehaviour.DEFAULT
                        .withLatency(Duration.ofMillis(10))
                        // So that what goes beyond the limit would be counted, not refused.
                        .withConcurrentPerMailbox(100)));
        sandbox.delayVisibility(BusProcess.SETTLING.dividedBy(2));
        broker = BrokerProcess.start(folder.resolve("broker"));
    }

    @AfterEach
    void stop() {
        broker.close();
        sandbox.close();
    }

    @Test
    void sendsEachJobOnceAndKeepsToTheLimitOfAMailboxThoughANodeIsKilled() throws Exception {
        try (BusProcess first = BusProcess.start(folder, sandbox, properties("first"));
                BusProcess second = BusProcess.start(folder, sandbox, properties("second"));
                ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(broker.url())) {
            first.awaitStart();
            second.awaitStart();
            SingleConnectionFactory connection = new SingleConnectionFactory(connections);
            JmsTemplate jms = new JmsTemplate(connection);
            for (int job = 0; job < JOBS; job++) {
                jms.convertAndSend(
                        "mail.jobs",
                        "{\"id\": \"job-%1$d\", \"sender\": \"%2$s\", \"to\": \"ops@contoso.com\", \"subject\": \"job-%1$d\"}"
                                .formatted(job, mailbox(job % MAILBOXES)));
            }
            dropFiles(0, FILES / 2);
            patiently().until(() -> sandbox.accepted() > JOBS / 3);
            first.kill();
            dropFiles(FILES / 2, FILES);

            await().atMost(Duration.ofMinutes(SOAK ? 15 : 2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> mailsBySubject().size() >= JOBS + FILES);
            DeadLetters letters = new DeadLetters(connection, "mail.dead", "mail.jobs", copy -> {});
            assertThat(letters.list()).isEmpty();
            patiently().until(() -> {
                try (Stream<Path> files = Files.list(folder.resolve("folder"))) {
                    return files.noneMatch(Files::isRegularFile);
                }
            });
            connection.destroy();
        }
        assertThat(mailsBySubject())
                .allSatisfy((subject, mails) -> assertThat(mails).as(subject).isEqualTo(1));
        assertThat(mailsBySubject()).hasSize(JOBS + FILES);
        assertThat(mailboxes).allSatisfy(mailbox -> assertThat(sandbox.limits().mostInFlight(mailbox))
                .isBetween(1, 4));
    }

    private Map<String, String> properties(String node) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "bus.node", node,
                "bus.sender", mailbox(0),
                "bus.allowed-senders", String.join(",", mailboxes),
                "bus.broker", "external",
                "bus.broker.url", broker.url(),
                "bus.data", folder.resolve(node).toString(),
                "bus.lock", folder.resolve("lock").toString(),
                // Longer than the sandbox takes to show what the killed node has sent.
                "bus.retry.first", BusProcess.SETTLING.toMillis() + "ms",
                "bus.alarm.period", "1h"));
        return properties;
    }

    private Map<String, Long> mailsBySubject() {
        return sandbox.mails().stream()
                .map(AcceptedMail::subject)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void dropFiles(int from, int to) throws IOException {
        Path drop = Files.createDirectories(folder.resolve("folder"));
        for (int file = from; file < to; file++) {
            Path part = Files.writeString(drop.resolve(file + ".part"), "text");
            Files.move(part, drop.resolve("file-" + file + ".txt"));
        }
    }

    private static String mailbox(int number) {
        return "box" + number + "@contoso.com";
    }
}
