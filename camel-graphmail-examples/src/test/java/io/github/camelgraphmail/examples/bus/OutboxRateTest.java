package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;

import com.sun.management.OperatingSystemMXBean;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * What a node sends from a backlog, to hold the simulation of docs/fleet.md against. Prints it and judges nothing: {@code ./mvnw test -pl
 * camel-graphmail-examples -am -Dtest=OutboxRateTest -Dsurefire.failIfNoSpecifiedTests=false -Doutbox.rate=true}
 */
@EnabledIfSystemProperty(named = "outbox.rate", matches = "true")
class OutboxRateTest {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRateTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 100", "4, 400", "30, 800"})
    void printsTheRate(int count, int jobs) {
        String[] mailboxes = IntStream.range(0, count)
                .mapToObj(number -> "box" + number + "@contoso.com")
                .toArray(String[]::new);
        Random random = new Random(1);
        try (GraphMailSandbox sandbox = GraphMailSandbox.start(TestBus.configuration(mailboxes)
                        .withBehaviour(GraphBehaviour.DEFAULT.withLatency(Duration.ofMillis(100))));
                TestBus bus = TestBus.start(
                        folder, sandbox, Map.of("bus.allowed-senders", "*@contoso.com", "bus.sender", mailboxes[0]))) {
            JmsTemplate jms = new JmsTemplate(bus.connections());
            for (int job = 0; job < jobs; job++) {
                jms.convertAndSend(
                        "mail.jobs",
                        "{\"id\": \"job-%1$d\", \"sender\": \"%2$s\", \"to\": \"ops@contoso.com\", \"subject\": \"job-%1$d\"}"
                                .formatted(job, mailboxes[random.nextInt(count)]));
            }
            patiently().atMost(PATIENCE).until(() -> sandbox.accepted() >= jobs / 5);
            long begin = System.nanoTime();
            long before = sandbox.accepted();
            long cpu = cpuNanos();
            patiently().atMost(PATIENCE).until(() -> sandbox.accepted() >= jobs * 4 / 5);
            double mails = sandbox.accepted() - before;
            LOG.info(
                    "{} mailboxes: {} mails/s, {} ms of CPU each, with the broker and the sandbox",
                    count,
                    mails * 1e9 / (System.nanoTime() - begin),
                    (cpuNanos() - cpu) / 1e6 / mails);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
