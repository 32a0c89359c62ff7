package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.mailWithSubject;
import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.cli.DeadLettersCommand;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** Each input of a running bus, from what is dropped or sent to the mail in the sandbox. */
class InputsTest {

    @TempDir
    private static Path folder;

    private static int port;
    private static GraphMailSandbox sandbox;
    private static TestBus bus;

    @BeforeAll
    static void start() throws IOException {
        sandbox = TestBus.sandbox("erp@contoso.com", "billing@contoso.com");
        port = freePort();
        bus = TestBus.start(
                folder,
                sandbox,
                Map.of(
                        "bus.allowed-senders", "erp@contoso.com,billing@contoso.com,ghost@contoso.com",
                        "bus.http.enabled", "true",
                        "camel.server.port", String.valueOf(port),
                        "bus.report.cron", "0/3 * * * * ?",
                        "bus.alarm.period", "1s"));
    }

    @AfterAll
    static void stop() {
        bus.close();
        sandbox.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void sendsAFileOfTheFolderAsItsSidecarSays() throws IOException {
        byte[] pdf = new byte[300_000];
        new Random(1).nextBytes(pdf);
        drop(
                "folder",
                "invoice.pdf.mail.yaml",
                "to: Eva Mueller <eva@contoso.com>\nsubject: Invoice 4711\ntext: Here.");
        drop("folder", "invoice.pdf", pdf);

        AcceptedMail mail = sent("Invoice 4711");

        assertThat(mail.message().to()).containsExactly(new MailboxAddress("Eva Mueller", "eva@contoso.com"));
        assertThat(mail.message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "Here."));
        assertThat(mail.message().attachments())
                .containsExactly(new MailAttachment("invoice.pdf", "application/pdf", pdf, false, null));
        patiently().untilAsserted(() -> {
            assertThat(bus.folder("folder/done/invoice.pdf")).hasBinaryContent(pdf);
            assertThat(bus.folder("folder/done/invoice.pdf.mail.yaml")).exists();
        });
    }

    @Test
    void sendsAFileAgainThatWasMovedBack() throws IOException {
        drop("folder", "again.txt", "x");
        sent("again.txt");
        patiently().until(() -> Files.exists(bus.folder("folder/done/again.txt")));

        Files.move(bus.folder("folder/done/again.txt"), bus.folder("folder/again.txt"));

        patiently().until(() -> mails("again.txt") == 2);
    }

    @Test
    void sendsADroppedMailByteForByte() throws IOException {
        String mail = "From: erp@contoso.com\r\nTo: Ops <ops@contoso.com>\r\nSubject: Byte for byte\r\n"
                + "X-Folded: a\r\n\tb\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\nX-Receiver: this is text\r\nGrüße\r\n.\r\n";
        drop("pickup", "whole.eml", mail);

        assertThat(mime("Byte for byte")).isEqualTo(mail);
        patiently().until(() -> Files.exists(bus.folder("pickup/done/whole.eml")));
    }

    @Test
    void takesTheEnvelopeOutOfADroppedMail() throws IOException {
        String rest =
                "From: \"The shop\" <billing@contoso.com>\nTo: Eva <EVA@contoso.com>\nSubject: Envelope\n\ntext\n";
        drop(
                "pickup",
                "envelope.EML",
                "x-sender: billing@contoso.com\nX-Receiver: <eva@contoso.com>\nX-Receiver: a@contoso.com\n"
                        + "X-Receiver: b@contoso.com\n" + rest);

        assertThat(mime("Envelope")).isEqualTo("Bcc: a@contoso.com,\n b@contoso.com\n" + rest);
        assertThat(sent("Envelope").mailbox()).isEqualTo("billing@contoso.com");
    }

    @Test
    void refusesAMailWhoseEnvelopeLeavesSomebodyOut() throws IOException {
        drop(
                "pickup",
                "left-out.eml",
                "X-Receiver: a@contoso.com\nFrom: erp@contoso.com\nTo: a@contoso.com, b@contoso.com\n\ntext\n");

        refused("pickup", "left-out.eml", "X-Receiver", "b@contoso.com");
    }

    @Test
    void sendsAMailForEachRow() throws IOException {
        drop(
                "csv",
                "mailing.csv",
                "\uFEFFto,subject,name,text\r\n"
                        + "eva@contoso.com,Row 1,\"Mueller, <Eva>\",\"Two\nlines, and a \"\"quote\"\"\"\r\n"
                        + "not an address,Row 2,Joe,x\r\n"
                        + "joe@contoso.com,Row 3,=HYPERLINK(\"http://x\"),x\r\n"
                        + "joe@contoso.com,Row 4,Joe,-5.00\r\n");

        assertThat(sent("Row 1").message().body().content())
                .contains("Hello Mueller, &lt;Eva&gt;,", "Two\nlines, and a &quot;quote&quot;");
        sent("Row 4");
        patiently().untilAsserted(() -> assertThat(fileEnding(bus.folder("csv/failed"), "-mailing.csv"))
                .content()
                .contains("line,reason,to,subject,name,text", "4,", "'not an address'", "5,")
                .contains("name: '=HYPERLINK", "'=HYPERLINK(\"\"http://x\"\")"));
        assertThat(mails("Row 2") + mails("Row 3")).isZero();
        assertThat(bus.folder("csv/done/mailing.csv")).exists();
    }

    @Test
    void sendsTheJobOfAMessageWithItsAttachments() throws IOException {
        Files.createDirectories(bus.folder("attachments/2026"));
        Files.writeString(bus.folder("attachments/2026/terms.txt"), "terms");
        String image = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        enqueue("""
                {"id": "order-1", "sender": "billing@contoso.com", "to": "eva@contoso.com", "cc": ["a@contoso.com"],
                 "subject": "Order 1", "html": "<img src='cid:logo'>", "importance": "high", "headers": {"x-order": "1"},
                 "attachments": [{"name": "logo.png", "contentType": "image/png", "contentId": "logo", "content": "%s"},
                                 {"file": "2026/terms.txt"}]}""".formatted(image));

        AcceptedMail mail = sent("Order 1");

        assertThat(mail.mailbox()).isEqualTo("billing@contoso.com");
        assertThat(mail.message().importance()).isEqualTo("high");
        assertThat(mail.message().body().type()).isEqualTo(MailBody.Type.HTML);
        assertThat(mail.message().attachments())
                .containsExactlyInAnyOrder(
                        new MailAttachment("logo.png", "image/png", new byte[] {1, 2, 3}, true, "logo"),
                        new MailAttachment("terms.txt", "text/plain", "terms".getBytes(), false, null));
    }

    @Test
    void sendsOneMailForJobsOfOneId() {
        for (int i = 0; i < 3; i++) {
            enqueue("{\"id\": \"same\", \"to\": \"eva@contoso.com\", \"subject\": \"Same\"}");
        }
        enqueue("{\"id\": \"after-same\", \"to\": \"eva@contoso.com\", \"subject\": \"After same\"}");

        sent("After same");
        assertThat(mails("Same")).isEqualTo(1);
    }

    @Test
    void keepsWhatCanNotBeSentWithItsReasonUntilItIsRetriedOrDropped() throws Exception {
        enqueue("{\"id\": \"typo-1\", \"to\": \"eva@contoso.com\", \"subjekt\": \"Typo\"}");
        enqueue("{\"id\": \"stranger-1\", \"sender\": \"ceo@contoso.com\", \"to\": \"eva@contoso.com\"}");

        patiently().untilAsserted(() -> assertThat(bus.deadLetters())
                .extracting(DeadLetter::failure)
                .contains("InvalidMailException", "MailNotPermittedException"));
        DeadLetter stranger = letter("stranger-1");
        assertThat(stranger.reason()).contains("ceo@contoso.com");
        assertThat(copies()).anyMatch(name -> name.matches("stranger-1-\\w+\\.eml"));
        assertThat(stranger.hint()).isNotBlank();
        assertThat(stranger.source()).isEqualTo("queue");
        DeadLetter typo = bus.deadLetters().stream()
                .filter(letter -> letter.reason().contains("subjekt"))
                .findFirst()
                .orElseThrow();
        assertThat(bus.letters().job(typo.id()).orElseThrow()).contains("\"subjekt\": \"Typo\"");
        patiently().untilAsserted(() -> assertThat(alarms()).anyMatch(text -> text.contains("stranger-1")));

        assertThat(command("list")).contains("stranger-1  queue  MailNotPermittedException: ");
        assertThat(command("show", typo.id())).contains("\"subjekt\": \"Typo\"");
        assertThat(jmx("retry", "stranger-1")).isEqualTo(1);
        assertThat(jmx("drop", typo.id())).isEqualTo(1);

        patiently().untilAsserted(() -> {
            assertThat(letter("stranger-1").failedAt()).isGreaterThan(stranger.failedAt());
            assertThat(letter("stranger-1").source()).isEqualTo("queue");
        });
        assertThat(bus.deadLetters()).extracting(DeadLetter::id).doesNotContain(typo.id());
        assertThat(jmx("drop", "stranger-1")).isEqualTo(1);
        assertThat(jmx("drop", "stranger-1")).isEqualTo(0);
        assertThat(copies()).noneMatch(name -> name.startsWith("stranger-1"));
    }

    private List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(bus.folder("dead-letters"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void takesJobsByHttp() throws Exception {
        HttpResponse<String> accepted =
                post("application/json", "{\"id\": \"h-1\", \"to\": \"eva@contoso.com\", \"subject\": \"Posted\"}");
        HttpResponse<String> again =
                post("application/json", "{\"id\": \"h-1\", \"to\": \"eva@contoso.com\", \"subject\": \"Posted\"}");
        HttpResponse<String> refused = post("application/json", "{\"to\": \"nobody\", \"subject\": \"Refused\"}");
        HttpResponse<String> form = post("text/plain", "{\"to\": \"eva@contoso.com\"}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body()).isEqualTo("{\"id\":\"h-1\"}");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\":\"to\"", "'nobody'", "\"hint\":");
        // What a page of another site could post without being asked.
        assertThat(form.statusCode()).isEqualTo(415);
        sent("Posted");
    }

    @Test
    void reportsWithATableAndAChart() {
        drop("folder", "for-the-report.txt", "x");
        sent("for-the-report.txt");

        patiently().untilAsserted(() -> assertThat(sandbox.mails())
                .filteredOn(mail -> mail.subject().equals("The mail bus in the last 24 hours"))
                .last()
                .satisfies(mail -> {
                    assertThat(mail.message().body().content())
                            .contains("erp@contoso.com", "cid:chart", "dead letters");
                    assertThat(mail.message().attachments()).singleElement().satisfies(chart -> {
                        assertThat(chart.contentId()).contains("chart");
                        assertThat(chart.content()).startsWith(0x89, 'P', 'N', 'G');
                    });
                }));
    }

    /** What it sends has to be committed with what it has taken, or a kill between the two would lose a job. */
    @Test
    void takesAndSendsInOneJmsSession() throws Exception {
        Map<String, Set<Boolean>> sameSession = new ConcurrentHashMap<>();
        JmsTemplate jms = new JmsTemplate(bus.connections());
        jms.setSessionTransacted(true);
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeSendingEvent sending
                        && sending.getEndpoint() instanceof JmsEndpoint queue
                        && sending.getExchange().getMessage() instanceof JmsMessage taken) {
                    sameSession
                            .computeIfAbsent(queue.getDestinationName(), name -> ConcurrentHashMap.newKeySet())
                            .add(Boolean.TRUE.equals(jms.execute(session -> session == taken.getJmsSession(), false)));
                }
            }
        };
        bus.main().getCamelContext().getManagementStrategy().addEventNotifier(notifier);
        notifier.start();

        enqueue("{\"id\": \"ghost-1\", \"sender\": \"ghost@contoso.com\", \"to\": \"eva@contoso.com\"}");

        patiently().until(() -> bus.letters().job("ghost-1").isPresent());
        assertThat(letter("ghost-1").failure()).isEqualTo("GraphRequestRejectedException");
        assertThat(sameSession).containsOnlyKeys("mail.outbox", "mail.dead");
        assertThat(sameSession.values()).allMatch(Set.of(true)::equals);
        bus.letters().drop("ghost-1");
    }

    private static void drop(String input, String name, String content) {
        drop(input, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Written under another name and moved, as whoever drops a file should do. */
    private static void drop(String input, String name, byte[] content) {
        try {
            Path target = Files.createDirectories(bus.folder(input)).resolve(name);
            Path part = target.resolveSibling(name + ".part");
            Files.write(part, content);
            Files.move(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void enqueue(String job) {
        new JmsTemplate(bus.connections()).convertAndSend("mail.jobs", job);
    }

    private static HttpResponse<String> post(String contentType, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mail-jobs"))
                                .header("Content-Type", contentType)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** In a process of its own, as an administrator does. */
    private static String command(String... args) throws Exception {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeadLettersCommand.class.getName(),
                "--data",
                folder.resolve("data").toString());
        Process process = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(args)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static Object jmx(String operation, String id) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.apache.camel:type=services,name=ManagedDeadLetters*,*"), null)
                .iterator()
                .next();
        return server.invoke(name, operation, new Object[] {id}, new String[] {String.class.getName()});
    }

    private static AcceptedMail sent(String subject) {
        patiently().until(() -> mails(subject) > 0);
        return mailWithSubject(sandbox, subject);
    }

    private static long mails(String subject) {
        return sandbox.mails().stream()
                .filter(mail -> mail.subject().equals(subject))
                .count();
    }

    private static List<String> alarms() {
        return sandbox.mails().stream()
                .filter(mail -> mail.subject().equals("Mail jobs can't be sent"))
                .map(mail -> mail.message().body().content())
                .toList();
    }

    private static String mime(String subject) {
        return new String(((MailSource.Mime) sent(subject).source()).bytes(), StandardCharsets.UTF_8);
    }

    private static DeadLetter letter(String id) {
        return bus.deadLetters().stream()
                .filter(letter -> letter.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No dead letter is " + id));
    }

    private static void refused(String input, String name, String... reasons) {
        patiently().untilAsserted(() -> {
            assertThat(bus.folder(input + "/failed/" + name + ".reason.txt"))
                    .content()
                    .contains(reasons);
            assertThat(bus.folder(input + "/failed/" + name)).exists();
        });
    }

    private static Path fileEnding(Path parent, String ending) throws IOException {
        try (var files = Files.list(parent)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .findFirst()
                    .orElse(parent.resolve(ending));
        }
    }
}
