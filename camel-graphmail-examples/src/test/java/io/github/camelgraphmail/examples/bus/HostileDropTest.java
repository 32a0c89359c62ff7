package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** What nobody should drop, each beside something good that goes on. */
class HostileDropTest {

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private static Path folder;

    private static GraphMailSandbox sandbox;
    private static TestBus bus;

    @BeforeAll
    static void start() throws IOException {
        sandbox = TestBus.sandbox("erp@contoso.com");
        bus = TestBus.start(folder, sandbox, Map.of());
        for (String input : List.of("folder", "pickup", "csv", "attachments")) {
            Files.createDirectories(bus.folder(input));
        }
    }

    @AfterAll
    static void stop() {
        bus.close();
        sandbox.close();
    }

    @Test
    void refusesAHugeFile() throws IOException {
        for (String dropped : List.of("folder/huge.bin", "pickup/huge.eml", "csv/huge.csv")) {
            Path part = bus.folder(dropped + ".part");
            try (RandomAccessFile sparse = new RandomAccessFile(part.toFile(), "rw")) {
                sparse.setLength(2048L * MEGABYTE);
            }
            Files.move(part, bus.folder(dropped));
        }
        drop("folder/beside-huge.txt", "x");

        refused("folder", "huge.bin", "2147483648 bytes", "bus.mail.max-megabytes");
        refused("pickup", "huge.eml", "2147483648 bytes");
        refused("csv", "huge.csv", "2147483648 bytes");
        sent("beside-huge.txt");
    }

    @Test
    void takesNoOrdersFromFileNames() throws IOException {
        List<String> names = List.of(
                "%2e%2e%2f..%2fetc%2fpasswd.txt",
                "${sys.user.home}.txt",
                "{{bus.broker.password}}.txt",
                "#{1+1}.txt",
                "`touch x`;rm -rf ~.txt",
                "RAW(x).txt",
                "-rf.txt");
        for (String name : names) {
            drop("folder/" + name, "x");
        }
        drop("folder/a\nBcc: b@contoso.com.txt", "x");

        for (String name : names) {
            assertThat(sent(name).message().to()).hasSize(1);
            patiently().until(() -> Files.exists(bus.folder("folder/done").resolve(name)));
        }
        patiently().untilAsserted(() -> assertThat(bus.deadLetters())
                .anySatisfy(letter -> assertThat(letter.reason()).contains("line break")));
        assertThat(sandbox.mails())
                .allSatisfy(mail -> assertThat(mail.message().bcc()).isEmpty());
    }

    @Test
    void refusesASidecarWithTags() throws IOException {
        drop("folder/tag.txt.mail.yaml", "to: !!java.net.URL [\"http://127.0.0.1:1/\"]");
        drop("folder/tag.txt", "x");
        drop("folder/script.txt.mail.yaml", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]");
        drop("folder/script.txt", "x");
        drop("folder/bomb.txt.mail.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nto: [*b,*b]");
        drop("folder/bomb.txt", "x");

        refused("folder", "tag.txt", "tag.txt.mail.yaml", "!!java.net.URL");
        refused("folder", "script.txt", "script.txt.mail.yaml", "!!javax.script.ScriptEngineManager");
        refused("folder", "bomb.txt", "bomb.txt.mail.yaml");
    }

    @Test
    void refusesAMailToTenThousand() throws IOException {
        String recipients = IntStream.range(0, 10_000)
                .mapToObj(number -> "r" + number + "@contoso.com")
                .collect(Collectors.joining(",\r\n "));
        drop("pickup/all.eml", "From: erp@contoso.com\r\nTo: " + recipients + "\r\n\r\nx\r\n");
        drop("pickup/no-mail.eml", "\u0000\u0001");
        drop("pickup/empty.eml", "");
        drop("pickup/good.eml", "From: erp@contoso.com\r\nTo: a@contoso.com\r\nSubject: Good\r\n\r\nx\r\n");

        refused("pickup", "all.eml", "10000 recipients", "500");
        refused("pickup", "no-mail.eml", "header");
        refused("pickup", "empty.eml", "header");
        sent("Good");
    }

    @Test
    void refusesABrokenTable() throws IOException {
        drop("csv/quote.csv", "to,subject\r\na@contoso.com,First of quote\r\nb@contoso.com,\"never \"closed\r\n");
        drop("csv/open.csv", "to,subject\r\na@contoso.com,First of open\r\nb@contoso.com,\"never closed\r\n");
        drop("csv/short.csv", "to,subject\r\na@contoso.com,First of short\r\nb@contoso.com\r\n");
        drop("csv/columns.csv", "mail;subject\r\na@contoso.com;x\r\n");
        drop("csv/latin1.csv", "to,subject\r\na@contoso.com,Grüße\r\n", StandardCharsets.ISO_8859_1);
        drop("csv/good.csv", "to,subject\r\na@contoso.com,Good row\r\n");

        refused("csv", "quote.csv", "no CSV");
        refused("csv", "open.csv", "no CSV");
        refused("csv", "short.csv", "line 3", "1 values", "2 columns");
        refused("csv", "columns.csv", "none is to", "bus.csv.delimiter");
        refused("csv", "latin1.csv", "UTF-8");
        sent("Good row");
        patiently().until(() -> Files.exists(bus.folder("csv/done/good.csv")));
        assertThat(names(bus.folder("csv/failed"))).noneMatch(name -> name.endsWith("good.csv"));
        assertThat(sandbox.mails()).noneMatch(mail -> mail.subject().startsWith("First of"));
    }

    @Test
    void refusesAJobThatReachesOutOfItsFolder() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(bus.folder("attachments/link.txt"), folder.resolve("secret.txt"));
        for (String file :
                List.of("../secret.txt", folder.resolve("secret.txt").toString(), "link.txt", ".", "a\\u0000b")) {
            enqueue("{\"id\": \"out\", \"to\": \"a@contoso.com\", \"attachments\": [{\"file\": \"" + file + "\"}]}");
        }
        enqueue(
                "{\"id\": \"name\", \"to\": \"a@contoso.com\", \"attachments\": [{\"name\": \"../x\", \"content\": \"\"}]}");

        patiently().untilAsserted(() -> assertThat(bus.deadLetters())
                .filteredOn(letter -> letter.reason().startsWith("attachments[0].file"))
                .hasSize(5));
        patiently().untilAsserted(() -> assertThat(bus.deadLetters())
                .anySatisfy(letter -> assertThat(letter.reason()).contains("attachments[0].name", "'../x'")));
        assertThat(sandbox.mails())
                .flatExtracting(mail -> mail.message().attachments())
                .extracting(MailAttachment::content)
                .noneMatch(content -> Arrays.equals(content, "secret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesAJobOfAHundredMegabytes() {
        String content = "A".repeat(100 * MEGABYTE);
        enqueue("{\"id\": \"large\", \"to\": \"a@contoso.com\", \"attachments\": [{\"name\": \"a\", \"content\": \""
                + content + "\"}]}");
        enqueue("{\"id\": \"beside-large\", \"to\": \"a@contoso.com\", \"subject\": \"beside large\"}");

        sent("beside large");
        patiently().untilAsserted(() -> assertThat(bus.deadLetters())
                .extracting(DeadLetter::reason)
                .anyMatch(reason -> reason.contains("the job") && reason.contains("bus.mail.max-megabytes")));
        DeadLetter large = bus.deadLetters().stream()
                .filter(letter -> letter.reason().startsWith("the job: has 1048"))
                .findFirst()
                .orElseThrow();
        assertThat(bus.letters().job(large.id()).orElseThrow())
                .contains("\"large\"")
                .hasSizeGreaterThan(100 * MEGABYTE);
        assertThat(bus.letters().drop(large.id())).isTrue();
    }

    /** Camel takes it for {@code ../secret.txt}. */
    @Test
    void doesNotTakeABackslashForASlash() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        drop("folder/..\\secret.txt", "x");
        drop("folder/beside-backslash.txt", "x");

        sent("beside-backslash.txt");
        patiently().until(() -> Files.exists(bus.folder("folder/done/beside-backslash.txt")));
        assertThat(bus.folder("folder").resolve("..\\secret.txt")).exists();
        assertThat(folder.resolve("secret.txt")).hasContent("secret");
        assertThat(sandbox.mails())
                .noneMatch(mail -> mail.message().body().content().contains("secret"));
    }

    private static void drop(String file, String content) throws IOException {
        drop(file, content, StandardCharsets.UTF_8);
    }

    private static void drop(String file, String content, Charset charset) throws IOException {
        Path target = bus.folder(file);
        Path part = target.resolveSibling("dropping.part");
        Files.writeString(part, content, charset);
        Files.move(part, target);
    }

    private static void enqueue(String job) {
        new JmsTemplate(bus.connections()).convertAndSend("mail.jobs", job);
    }

    private static AcceptedMail sent(String subject) {
        patiently().alias("a mail " + subject).until(() -> sandbox.mails().stream()
                .anyMatch(mail -> mail.subject().equals(subject)));
        return TestBus.mailWithSubject(sandbox, subject);
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void refused(String input, String name, String... reasons) {
        patiently().untilAsserted(() -> {
            assertThat(bus.folder(input + "/failed/" + name + ".reason.txt"))
                    .content()
                    .contains(reasons);
            assertThat(bus.folder(input + "/failed/" + name)).exists();
            assertThat(bus.folder(input + "/" + name)).doesNotExist();
        });
    }
}
