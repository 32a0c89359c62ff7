package io.github.camelgraphmail.examples.bus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.examples.bus.job.AttachmentFolder;
import io.github.camelgraphmail.examples.bus.job.JobLimits;
import io.github.camelgraphmail.examples.bus.job.JobReader;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copies of dead letters. */
class DeadLetterFilesTest {

    private static final JobReader READER =
            new JobReader("erp@contoso.com", new JobLimits(10_000, 10), new AttachmentFolder(Optional.empty()));

    @TempDir
    private Path parent;

    private Path folder;
    private DeadLetterFiles files;

    @BeforeEach
    void create() {
        folder = parent.resolve("dead-letters");
        files = new DeadLetterFiles(Optional.of(folder), READER);
    }

    @Test
    void writesTheMailAndWhyItWasNotSent() throws IOException, MessagingException {
        write("invoice-4711", """
                {"id": "invoice-4711", "sender": "billing@contoso.com", "from": "Rechnungen Süd <sales@contoso.com>",
                 "to": ["eva@contoso.com", "\\"Smith, Joe\\" <joe@contoso.com>"], "bcc": "archive@contoso.com",
                 "subject": "Grüße 世界", "html": "<img src='cid:logo'> für Sie", "importance": "high",
                 "headers": {"x-invoice": "4711"},
                 "attachments": [{"name": "Rechnung ä.txt", "contentType": "text/plain", "content": "YWJj"},
                                 {"name": "logo.png", "contentId": "logo", "content": "AAEC"}]}
                """);

        MimeMessage mail = mail(only(".eml"));
        assertThat(mail.getHeader("X-Sender")).containsExactly("billing@contoso.com");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Rechnungen Süd");
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .extracting(address -> ((InternetAddress) address).getAddress())
                .containsExactly("eva@contoso.com", "joe@contoso.com");
        assertThat(mail.getRecipients(Message.RecipientType.BCC)).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("Grüße 世界");
        assertThat(mail.getHeader("x-invoice")).containsExactly("4711");
        assertThat(mail.getHeader("Importance")).containsExactly("high");
        MimeMultipart mixed = (MimeMultipart) mail.getContent();
        MimeMultipart related = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(related.getBodyPart(0).getContent()).isEqualTo("<img src='cid:logo'> für Sie");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo>");
        BodyPart file = mixed.getBodyPart(1);
        assertThat(file.getFileName()).isEqualTo("Rechnung ä.txt");
        assertThat(file.getContent()).isEqualTo("abc");
        assertThat(Files.readString(only(".reason.txt")))
                .contains("invoice-4711", "queue", "GraphAccessDeniedException: Access is denied.", "Grant it.");
    }

    @Test
    void writesAWholeMailByteForByteUnderItsSender() throws IOException {
        write("raw", "{\"id\": \"raw\", \"mime\": \"RnJvbTogYUBjb250b3NvLmNvbQ0KDQpIaQ0K\"}");

        assertThat(Files.readString(only(".eml")))
                .isEqualTo("X-Sender: erp@contoso.com\r\nFrom: a@contoso.com\r\n\r\nHi\r\n");
    }

    @Test
    void writesAsItIsWhatIsNoJob() throws IOException {
        write("", "{\"recipient\": 1}");

        assertThat(Files.readString(only(".json"))).isEqualTo("{\"recipient\": 1}");
        assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("job-"));
    }

    @Test
    void leavesTheFolderByNoName() throws IOException {
        write("../../a/b", job("../../a/b"));
        write("x".repeat(500), job("x".repeat(500)));
        write("A", job("A"));
        write("a", job("a"));

        assertThat(names()).hasSize(8).allMatch(name -> name.length() < 120);
        try (Stream<Path> all = Files.list(parent)) {
            assertThat(all).containsExactly(folder);
        }
    }

    @Test
    void removesTheCopyOfOneAlone() throws IOException {
        String copy = write("a", job("a"));
        write("b", job("b"));

        files.remove(copy);

        assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("b-"));
    }

    @Test
    void removesNothingElsewhere() throws IOException {
        Path other = Files.writeString(parent.resolve("other.json"), "x");
        write("a", job("a"));

        files.remove("../other");

        assertThat(other).exists();
    }

    @Test
    void fillsADiskWithOneCopyOfALetterThatComesAgain() throws IOException {
        write("a", job("a"));
        write("a", job("a"));

        assertThat(names()).hasSize(2);
    }

    @Test
    void goesOnWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder, "a file in the folder's place");

        write("a", job("a"));

        assertThat(folder).hasContent("a file in the folder's place");
    }

    @Test
    void writesNothingWithoutAFolder() throws IOException {
        files = new DeadLetterFiles(Optional.empty(), READER);

        write("a", job("a"));

        assertThat(parent).isEmptyDirectory();
    }

    private static String job(String id) {
        return "{\"id\": \"%s\", \"to\": \"eva@contoso.com\"}".formatted(id);
    }

    /** @return what the copy is called */
    private String write(String id, String job) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(job.getBytes(StandardCharsets.UTF_8));
        exchange.getMessage().setHeader(JobHeaders.ID, id);
        exchange.getMessage().setHeader(JobHeaders.SOURCE, "queue");
        exchange.getMessage().setHeader(JobHeaders.FAILURE, "GraphAccessDeniedException");
        exchange.getMessage().setHeader(JobHeaders.REASON, "Access is denied.");
        exchange.getMessage().setHeader(JobHeaders.HINT, "Grant it.");
        exchange.getMessage().setHeader(JobHeaders.FAILED_AT, "2026-11-23T12:00:00Z");
        files.name(exchange);
        files.write(exchange);
        return exchange.getMessage().getHeader(JobHeaders.COPY, String.class);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path only(String ending) throws IOException {
        List<String> found =
                names().stream().filter(name -> name.endsWith(ending)).toList();
        assertThat(found).hasSize(1);
        return folder.resolve(found.get(0));
    }

    private static MimeMessage mail(Path file) throws IOException, MessagingException {
        try (InputStream content = Files.newInputStream(file)) {
            return new MimeMessage((Session) null, content);
        }
    }
}
