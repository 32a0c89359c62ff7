package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.OutboxQueues;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/**
 * A bus that is killed (SIGKILL) again and again while jobs come from folder, queue and CSV; some of them can't be sent. The sandbox shows
 * what was done to it after a while only.
 */
class BusKillTest {

    private static final Logger LOG = LoggerFactory.getLogger(BusKillTest.class);

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int KILLS = SOAK ? 20 : 2;
    private static final int JOBS_EACH = SOAK ? 1_667 : 30;
    private static final long PAUSE_MILLIS = 100;
    private static final int EACH_REFUSED = 20;
    private static final int ROWS = 20;
    private static final int MAILBOXES = SOAK ? 16 : 6;

    private static final OutboxQueues OUTBOX = new OutboxQueues("mail.outbox", 8);

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("soak.seed", System.nanoTime());
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final Set<String> mailboxes =
            IntStream.range(0, MAILBOXES).mapToObj(BusKillTest::mailbox).collect(Collectors.toSet());
    private GraphMailSandbox sandbox;
    private Map<String, String> properties;

    @BeforeEach
    void start() throws IOException {
        sandbox = GraphMailSandbox.start(TestBus.configuration(mailboxes.toArray(String[]::new))
                .withBehaviour(GraphBehaviour.DEFAULT.withLatency(Duration.ofMillis(5))));
        sandbox.delayVisibility(BusProcess.SETTLING.dividedBy(2));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        properties = new HashMap<>(Map.of(
                "bus.sender", mailbox(0),
                "bus.allowed-senders", String.join(",", mailboxes),
                "bus.broker.listen", "127.0.0.1:" + port,
                "bus.broker.user", "tester",
                "bus.broker.password", "for-tests",
                "bus.sending.consumers", "8",
                "bus.folder.text", "text",
                "bus.csv.delimiter", ";"));
        properties.put("bus.alarm.period", "1h");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        sandbox.close();
    }

    @Test
    void makesEachJobOneMailOrOneDeadLetterHoweverOftenItIsKilled() throws Exception {
        Random random = new Random(seed);
        BusProcess bus = BusProcess.start(folder, sandbox, properties).awaitStart();
        try {
            List<Future<?>> inputs = List.of(
                    threads.submit(this::dropFiles), threads.submit(this::enqueue), threads.submit(this::dropTables));
            for (int kill = 1; kill <= KILLS; kill++) {
                long enough = (long) (3 * JOBS_EACH) * kill / (KILLS + 2) + random.nextInt(5);
                patiently().until(() -> sandbox.accepted() >= enough);
                bus.kill();
                bus = BusProcess.start(folder, sandbox, properties).awaitStart();
            }
            for (Future<?> input : inputs) {
                input.get();
            }
            awaitMails();
        } finally {
            bus.kill();
        }

        try (TestBus last = TestBus.start(folder, sandbox, properties)) {
            patiently()
                    .until(() -> waiting(last, "mail.jobs")
                                    + OUTBOX.names().stream()
                                            .mapToInt(queue -> waiting(last, queue))
                                            .sum()
                            == 0);
            LOG.info(
                    "seed {}: {} kills, {} mails, {} dead letters",
                    seed,
                    KILLS,
                    sandbox.accepted(),
                    last.deadLetters().size());
            assertThat(mailsBySubject()).as("seed " + seed).isEqualTo(once(sendable()));
            assertThat(last.deadLetters())
                    .as("seed " + seed)
                    .extracting(DeadLetter::id)
                    .containsExactlyInAnyOrderElementsOf(refused());
            assertThat(last.deadLetters()).extracting(DeadLetter::failure).containsOnly("MailNotPermittedException");
            assertThat(left("folder")).isEmpty();
            assertThat(left("csv")).isEmpty();
            assertThat(folder.resolve("csv/failed")).doesNotExist();
        }
    }

    private void awaitMails() {
        await().atMost(Duration.ofMinutes(SOAK ? 20 : 2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> mailsBySubject().keySet().containsAll(sendable()));
    }

    private Map<String, Long> mailsBySubject() {
        return sandbox.mails().stream()
                .map(AcceptedMail::subject)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<String, Long> once(Set<String> subjects) {
        return subjects.stream().collect(Collectors.toMap(Function.identity(), subject -> 1L));
    }

    private static Set<String> sendable() {
        Set<String> subjects = new TreeSet<>();
        for (int job = 0; job < JOBS_EACH; job++) {
            subjects.add(file(job));
            subjects.add("row-" + job);
            if (job % EACH_REFUSED != 0) {
                subjects.add("queue-" + job);
            }
        }
        return subjects;
    }

    private static Set<String> refused() {
        return IntStream.range(0, JOBS_EACH)
                .filter(job -> job % EACH_REFUSED == 0)
                .mapToObj(job -> "queue-" + job)
                .collect(Collectors.toSet());
    }

    private static String mailbox(int number) {
        return "box" + number + "@contoso.com";
    }

    private static String file(int job) {
        return "file-" + job + ".txt";
    }

    private Void dropFiles() throws IOException {
        Path drop = Files.createDirectories(folder.resolve("folder"));
        for (int job = 0; job < JOBS_EACH; job++) {
            Path part = Files.writeString(drop.resolve(file(job) + ".part"), "text");
            Files.move(part, drop.resolve(file(job)));
        }
        return null;
    }

    private Void dropTables() throws IOException {
        Path drop = Files.createDirectories(folder.resolve("csv"));
        for (int first = 0; first < JOBS_EACH; first += ROWS) {
            String rows = IntStream.range(first, Math.min(JOBS_EACH, first + ROWS))
                    .mapToObj(job -> "ops@contoso.com;row-" + job + "\n")
                    .collect(Collectors.joining("", "to;subject\n", ""));
            Path part = Files.writeString(drop.resolve(first + ".part"), rows);
            Files.move(part, drop.resolve(first + ".csv"));
        }
        return null;
    }

    /** As an application does that wants each of its jobs sent: again until the broker has it, under the same id. */
    private Void enqueue() throws InterruptedException {
        try (ActiveMQConnectionFactory connections =
                new ActiveMQConnectionFactory("tcp://" + properties.get("bus.broker.listen"), "tester", "for-tests")) {
            JmsTemplate jms = new JmsTemplate(connections);
            for (int job = 0; job < JOBS_EACH; ) {
                String sender = job % EACH_REFUSED == 0 ? "stranger@contoso.com" : mailbox(job % MAILBOXES);
                try {
                    jms.convertAndSend(
                            "mail.jobs",
                            "{\"id\": \"queue-%1$d\", \"sender\": \"%2$s\", \"to\": \"ops@contoso.com\", \"subject\": \"queue-%1$d\"}"
                                    .formatted(job, sender));
                    job++;
                } catch (JmsException down) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        }
        return null;
    }

    private static int waiting(TestBus bus, String queue) {
        return new JmsTemplate(bus.connections()).browse(queue, (session, browser) -> {
            int messages = 0;
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
                messages++;
            }
            return messages;
        });
    }

    /** Files that were not dealt with. */
    private List<String> left(String input) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(input))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
