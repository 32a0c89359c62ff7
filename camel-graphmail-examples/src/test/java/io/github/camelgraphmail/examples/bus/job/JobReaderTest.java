package io.github.camelgraphmail.examples.bus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.camelgraphmail.InvalidMailException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader, and that the schema says the same. */
class JobReaderTest {

    private static final Path DOCS = Path.of("../docs");

    @TempDir
    private Path folder;

    private JobReader reader;
    private JsonSchema schema;

    @BeforeEach
    void create() throws IOException {
        reader = new JobReader("erp@contoso.com", new JobLimits(1000, 3), new AttachmentFolder(Optional.of(folder)));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(DOCS.resolve("mail-job.schema.json")));
        Files.writeString(folder.resolve("terms.pdf"), "terms");
        Files.createDirectories(folder.resolve("invoices"));
        Files.writeString(folder.resolve("invoices/4711.pdf"), "pdf");
    }

    static Stream<String> examples() throws IOException {
        return Pattern.compile("(?s)```json\n(.*?)```")
                .matcher(Files.readString(DOCS.resolve("bus.md")))
                .results()
                .map((MatchResult example) -> example.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesTheExamplesOfTheDocs(String example) {
        assertThat(schema.validate(example, InputFormat.JSON)).isEmpty();
        assertThat(read(example)).isNotNull();
    }

    @Test
    void readsEveryField() {
        MailJob job = read("""
                {"id": "4711", "sender": "billing@contoso.com", "from": "shop@contoso.com", "to": ["eva@contoso.com"],
                 "cc": "\\"Smith, Joe\\" <joe@contoso.com>", "replyTo": [], "subject": "S", "html": "<p>", "importance": "low",
                 "categories": ["A", "B"], "headers": {"x-a": "1"},
                 "attachments": [{"name": "a.txt", "contentType": "text/plain", "contentId": "i", "content": "QQ=="}]}""");

        JobContent.Composed mail = (JobContent.Composed) job.content();
        assertThat(job.id()).isEqualTo("4711");
        assertThat(job.sender()).isEqualTo("billing@contoso.com");
        assertThat(mail.from()).contains("shop@contoso.com");
        assertThat(mail.to()).containsExactly("eva@contoso.com");
        assertThat(mail.cc()).containsExactly("\"Smith, Joe\" <joe@contoso.com>");
        assertThat(mail.text()).isEqualTo(new JobText.Html("<p>"));
        assertThat(mail.importance()).contains("low");
        assertThat(mail.categories()).containsExactly("A", "B");
        assertThat(mail.headers()).isEqualTo(Map.of("x-a", "1"));
        assertThat(mail.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.name()).isEqualTo("a.txt");
            assertThat(attachment.contentId()).contains("i");
            assertThat(attachment.content()).containsExactly('A');
        });
    }

    @Test
    void writesWhatItReads() {
        for (String document : List.of(
                "{\"id\":\"1\",\"to\":\"a@contoso.com\",\"text\":\"x\",\"headers\":{\"x-b\":\"2\",\"x-a\":\"1\"}}",
                "{\"id\":\"2\",\"to\":\"a@contoso.com\",\"attachments\":[{\"file\":\"terms.pdf\"}]}",
                "{\"id\":\"3\",\"mime\":\"VG86IGENCg0KeA==\"}")) {
            byte[] written = new JobWriter().write(read(document));

            assertThat(new JobWriter().write(reader.read(written))).isEqualTo(written);
            assertThat(schema.validate(new String(written, StandardCharsets.UTF_8), InputFormat.JSON))
                    .isEmpty();
        }
    }

    /** What the schema can say, it says as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            the job              | is null        | null
            the job              | line 1         | []
            the job              | is no JSON     | {"to": "a@contoso.com"
            the job              | is no JSON     | {"to": "a@contoso.com", "to": "b@contoso.com"}
            id                   | 'a b'          | {"id": "a b", "to": "a@contoso.com"}
            id                   | line 1         | {"id": 4711, "to": "a@contoso.com"}
            recipient            | is no field    | {"recipient": "a@contoso.com"}
            to                   | nobody         | {"subject": "x"}
            to[1]                | line 1         | {"to": ["a@contoso.com", 5]}
            importance           | 'urgent'       | {"to": "a@contoso.com", "importance": "urgent"}
            html                 | beside text    | {"to": "a@contoso.com", "text": "x", "html": "x"}
            mime                 | whole mail     | {"to": "a@contoso.com", "mime": "QQ=="}
            sender               | 'a b'          | {"to": "a@contoso.com", "sender": "a b"}
            headers.x-a          | null           | {"to": "a@contoso.com", "headers": {"x-a": null}}
            attachments[0]       | content or file | {"to": "a@contoso.com", "attachments": [{"name": "a"}]}
            attachments[0]       | content or file | {"to": "a@contoso.com", "attachments": [{"file": "terms.pdf", "content": ""}]}
            attachments[0].name  | '../a'         | {"to": "a@contoso.com", "attachments": [{"name": "../a", "content": ""}]}
            attachments[0].name  | missing        | {"to": "a@contoso.com", "attachments": [{"content": ""}]}
            attachments[0].size  | is no field    | {"to": "a@contoso.com", "attachments": [{"name": "a", "content": "", "size": 1}]}
            """)
    void refusesWhatTheSchemaRefuses(String field, String reason, String document) {
        assertRefused(field, reason, document);
        if (!reason.equals("is no JSON")) {
            assertThat(schema.validate(document, InputFormat.JSON)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            to                   | 'nobody'        | {"to": "nobody"}
            cc                   | 'a@contoso.com, b@contoso.com' | {"to": "a@contoso.com", "cc": "a@contoso.com, b@contoso.com"}
            to                   | nobody          | {"to": []}
            to, cc, bcc          | 4 recipients    | {"to": ["a@contoso.com", "b@contoso.com"], "bcc": ["c@contoso.com", "d@contoso.com"]}
            attachments[0].content | line 1        | {"to": "a@contoso.com", "attachments": [{"name": "a", "content": "?"}]}
            attachments[0].file  | '../x'          | {"to": "a@contoso.com", "attachments": [{"file": "../x"}]}
            """)
    void refusesWhatNoSchemaCanSay(String field, String reason, String document) {
        assertRefused(field, reason, document);
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        Files.write(folder.resolve("large.bin"), new byte[1001]);

        assertRefused("the mail", "1001 bytes", "{\"to\": \"a@contoso.com\", \"text\": \"" + "x".repeat(1001) + "\"}");
        assertRefused(
                "attachments[1].file",
                "room for 995",
                "{\"to\": \"a@contoso.com\", \"attachments\": [{\"file\": \"terms.pdf\"}, {\"file\": \"large.bin\"}]}");
        assertRefused("the job", "bus.mail.max-megabytes", "x".repeat(1_100_000));
    }

    private void assertRefused(String field, String reason, String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOfSatisfying(InvalidMailException.class, failure -> {
            assertThat(failure.getField()).isEqualTo(field);
            assertThat(failure).hasMessageContaining(reason);
            assertThat(failure.getHint()).isNotBlank();
            assertThat(failure.getMessage()).doesNotContain("io.github", "java.");
        });
    }

    private MailJob read(String document) {
        return reader.read(document.getBytes(StandardCharsets.UTF_8), "given");
    }
}
