package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as HTML, without a browser. */
class MailPagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private GraphMailSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
        client = SandboxClient.plain(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysThatThereIsNoMailYet() {
        assertThat(client.get("/").body()).contains("No mail yet").contains("lang=\"en\"");
    }

    @Test
    void listsMailsAndEscapesWhatTheySay() {
        send(SCRIPT, "text", "plain", "a.txt", "text/plain", new byte[0]);

        String page = client.get("/").body();

        assertThat(page)
                .contains("erp@contoso.com", "ops@contoso.com", "1 file", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain(SCRIPT);
    }

    @Test
    void showsOneMail() {
        send("Hello " + SCRIPT, "text", "Line 1\nLine <2>", "Rechnung ä.pdf", "application/pdf", new byte[] {1});

        String page = client.get("/mails/1").body();

        assertThat(page)
                .contains(
                        "Line 1\nLine &lt;2&gt;", "Rechnung ä.pdf", "application/pdf, 1 B", "Sandbox ERP", "request-id")
                .doesNotContain(SCRIPT);
    }

    @Test
    void putsAnHtmlBodyIntoAFrameThatRunsNothing() {
        send("Html", "html", "<p>Hi</p>" + SCRIPT, "a", "text/plain", new byte[0]);

        assertThat(client.get("/mails/1").body()).contains("<iframe").contains("sandbox=\"\"");
        HttpResponse<String> body = client.get("/mails/1/body");
        assertThat(body.body()).isEqualTo("<p>Hi</p>" + SCRIPT);
        assertThat(policy(body))
                .startsWith("sandbox;")
                .contains("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(policy(client.get("/"))).contains("script-src 'self'").contains("default-src 'none'");
    }

    @Test
    void offersAttachmentsAsDownloadsWithTheirBytes() {
        byte[] bytes = {0, 1, 2, (byte) 0xff};
        send("Files", "text", "x", "über\"<b>.html", "text/html", bytes);

        HttpResponse<byte[]> file = client.download("/mails/1/attachments/0");

        assertThat(file.body()).isEqualTo(bytes);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''%C3%BCber%22%3Cb%3E.html");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("sandbox;"));
    }

    @Test
    void takesNoHeaderFromAnAttachmentsType() {
        send("Type", "text", "x", "a.txt", "text/html; x=y", new byte[0]);

        assertThat(client.download("/mails/1/attachments/0").headers().firstValue("Content-Type"))
                .contains("application/octet-stream");
    }

    @Test
    void showsTheRequestAsItCame() {
        send("Source", "text", "x", "a.txt", "text/plain", new byte[0]);

        HttpResponse<String> source = client.get("/mails/1/source");

        assertThat(source.body()).startsWith("{\"message\":{\"subject\":\"Source\"");
        assertThat(source.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void saysWhenAMailIsNotThere() {
        assertThat(client.get("/mails/7").statusCode()).isEqualTo(404);
        assertThat(client.get("/mails/7").body()).contains("forgets the oldest");
        assertThat(client.get("/mails/x").statusCode()).isEqualTo(404);
        assertThat(client.get("/mails/7/body").statusCode()).isEqualTo(404);
        assertThat(client.get("/mails/7/attachments/0").statusCode()).isEqualTo(404);
    }

    private void send(String subject, String type, String body, String file, String fileType, byte[] content) {
        String json = "{\"message\":{\"subject\":" + quoted(subject) + ",\"body\":{\"contentType\":\"" + type
                + "\",\"content\":" + quoted(body)
                + "},\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}],\"attachments\":["
                + "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":" + quoted(file)
                + ",\"contentType\":" + quoted(fileType) + ",\"contentBytes\":\""
                + Base64.getEncoder().encodeToString(content) + "\"}]}}";
        assertThat(client.sendMail("erp@contoso.com", json).statusCode()).isEqualTo(202);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String policy(HttpResponse<String> response) {
        assertThat(response.body().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        return response.headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
