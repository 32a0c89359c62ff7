package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.ContentSource;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MailHeader;
import io.github.camelgraphmail.mail.Recipients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailJsonTest {

    private final MailJson json = new MailJson();
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void leavesOutWhatIsAtItsDefault() throws IOException {
        assertJson(Mails.withText("Hi"), """
                {"message":{"subject":"Subject","body":{"contentType":"text","content":"Hi"},
                 "toRecipients":[{"emailAddress":{"address":"ops@contoso.com"}}]}}""");
    }

    @Test
    void writesEveryField() throws IOException {
        ComposedMail mail = new ComposedMail(
                new MailAction.Send(),
                "erp@contoso.com",
                Optional.of(new MailAddress("ERP", "noreply@contoso.com")),
                new Recipients(
                        List.of(new MailAddress("Mueller, \"Eva\"", "eva@contoso.com")),
                        List.of(new MailAddress("", "cc@contoso.com")),
                        List.of(new MailAddress("", "bcc@contoso.com"))),
                List.of(new MailAddress("", "answers@contoso.com")),
                "Grüße 🌍",
                new MailBody(MailBody.HTML, "<p>\"x\"\n</p>"),
                Optional.empty(),
                Importance.HIGH,
                true,
                true,
                List.of("Red", "Blue"),
                false,
                List.of(new MailHeader("x-run", "7")),
                List.of(
                        new MailAttachment(
                                "a.pdf",
                                "application/pdf",
                                new BytesContent(new byte[] {0, 1, (byte) 255}),
                                false,
                                Optional.empty()),
                        new MailAttachment(
                                "logo.png", "image/png", new BytesContent(new byte[0]), true, Optional.of("logo"))));

        assertJson(mail, """
                {"message":{"subject":"Grüße 🌍","body":{"contentType":"html","content":"<p>\\"x\\"\\n</p>"},
                 "from":{"emailAddress":{"address":"noreply@contoso.com","name":"ERP"}},
                 "toRecipients":[{"emailAddress":{"address":"eva@contoso.com","name":"Mueller, \\"Eva\\""}}],
                 "ccRecipients":[{"emailAddress":{"address":"cc@contoso.com"}}],
                 "bccRecipients":[{"emailAddress":{"address":"bcc@contoso.com"}}],
                 "replyTo":[{"emailAddress":{"address":"answers@contoso.com"}}],
                 "importance":"high","isReadReceiptRequested":true,"isDeliveryReceiptRequested":true,
                 "categories":["Red","Blue"],
                 "internetMessageHeaders":[{"name":"x-run","value":"7"}],
                 "attachments":[
                  {"@odata.type":"#microsoft.graph.fileAttachment","name":"a.pdf","contentType":"application/pdf",
                   "contentBytes":"AAH/"},
                  {"@odata.type":"#microsoft.graph.fileAttachment","name":"logo.png","contentType":"image/png",
                   "isInline":true,"contentId":"logo","contentBytes":""}]},
                 "saveToSentItems":false}""");
    }

    @Test
    void countsWhatItWrites() throws IOException {
        ComposedMail text = Mails.withText("ü\n".repeat(1000));
        ComposedMail files = Mails.withAttachments(0, 1, 2, 3, 1000);

        assertThat(json.sizeWithoutContents(text)).isEqualTo(json.write(text).length());
        assertThat(json.sizeWithoutContents(files) + 4 + 4 + 4 + 1336)
                .isEqualTo(json.write(files).length());
    }

    @Test
    void failsWhenAFileHasShrunkOrGrownSinceItWasMeasured(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.bin"), new byte[10]);
        ComposedMail mail = Mails.with(
                new MailBody(MailBody.TEXT, ""),
                List.of(new MailAttachment(
                        "a.bin", "text/plain", new ContentSource.FileContent(file, 10), false, Optional.empty())));
        assertThat(json.write(mail).length()).isPositive();

        Files.write(file, new byte[9]);
        assertThatThrownBy(() -> json.write(mail)).isInstanceOf(IOException.class);
        Files.write(file, new byte[11]);
        assertThatThrownBy(() -> json.write(mail))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.bin");
        Files.delete(file);
        assertThatThrownBy(() -> json.write(mail)).isInstanceOf(IOException.class);
    }

    private void assertJson(ComposedMail mail, String expected) throws IOException {
        assertThat(mapper.readTree(json.write(mail).toBytes())).isEqualTo(mapper.readTree(expected));
    }
}
