package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sites can't do to the page, and what files of strangers are served as. */
class PageSafetyTest {

    private static GraphMailSandbox sandbox;
    private static TestPage page;

    @BeforeAll
    static void start() {
        sandbox = GraphMailSandbox.start();
        page = new TestPage(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void clear() {
        sandbox.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1, 200",
        "[::1], 200",
        "LocalHost, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.nip.io, 403",
        "'', 403"
    })
    void answersToTheNamesOfThisMachineAlone(String host, int status) throws Exception {
        String authority = host.isEmpty() ? "" : host + ":" + sandbox.http().getPort();
        assertThat(statusWithHost(authority)).isEqualTo(status);
    }

    /** Java's client sets the header itself. */
    private static int statusWithHost(String authority) throws Exception {
        try (Socket socket = new Socket("localhost", sandbox.http().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return Integer.parseInt(in.readLine().split(" ")[1]);
        }
    }

    @Test
    void changesNothingWithoutTheToken() {
        page.send("Stays", "");

        assertThat(page.client().send(page.form("/mails/delete", "q=")).statusCode())
                .isEqualTo(403);
        assertThat(page.client()
                        .send(page.form("/mails/delete", "token=guess&q="))
                        .statusCode())
                .isEqualTo(403);
        assertThat(sandbox.mails()).hasSize(1);

        assertThat(page.client()
                        .send(page.form("/mails/delete", "token=" + page.formToken()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void changesNothingForAnotherSiteEvenWithTheToken(String header, String value) {
        page.send("Stays", "");

        assertThat(page.client()
                        .send(page.form("/mails/delete", "token=" + page.formToken())
                                .header(header, value))
                        .statusCode())
                .isEqualTo(403);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void changesForItsOwnPage() {
        page.send("Goes", "");

        assertThat(page.client()
                        .send(page.form("/mails/delete", "")
                                .header("X-Sandbox-Token", page.formToken())
                                .header("Origin", sandbox.http().toString())
                                .header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mails/delete",
                "/mails/read",
                "/mails/1/delete",
                "/mails/1/read",
                "/mailboxes/add",
                "/access/reset",
                "/faults/plan",
                "/faults/clear"
            })
    void takesNoChangeByGet(String path) {
        page.send("Stays", "");

        assertThat(page.client().get(path).statusCode()).isIn(404, 405);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/mails",
                "/mails/{id}",
                "/requests",
                "/mailboxes",
                "/access",
                "/faults",
                "/mails/{id}?view=source"
            })
    void servesItsPagesUnderAStrictPolicy(String path) {
        page.send("A mail", "");

        HttpResponse<String> response = page.client()
                .get(path.replace("{id}", String.valueOf(sandbox.mails().get(0).id())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).doesNotContain("http://unpkg", "https://cdn", " style=\"", " onclick=");
        assertThat(ids(response.body())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, text/html, <script>alert(1)</script>, 404, ",
        "page.png, image/png, <html><script>alert(1)</script>, 404, ",
        "page.pdf, application/pdf, <html><script>alert(1)</script>, 404, ",
        "note.txt, text/html, <script>alert(1)</script>, 200, text/plain; charset=utf-8",
        "a.svg, image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg'/>, 200, image/svg+xml",
        "a.svg, text/html, <svg xmlns='http://www.w3.org/2000/svg'/>, 404, ",
        "a.html, text/html, GIF89a<script>alert(1)</script>, 200, image/gif",
        "a.pdf, text/html, %PDF-1.4, 200, application/pdf"
    })
    void previewsByWhatAFileIsAndNotByWhatItSays(String name, String type, String content, int status, String served) {
        page.send(
                TestPage.with(TestPage.mail("File", "text", ""), name, type, content.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> preview =
                page.client().get("/mails/" + sandbox.mails().get(0).id() + "/attachments/0/preview");

        assertThat(preview.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(header(preview, "Content-Type")).isEqualTo(served);
            assertThat(header(preview, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(preview, "Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("script-src");
            if (!"application/pdf".equals(served)) {
                assertThat(header(preview, "Content-Security-Policy")).startsWith("sandbox;");
            }
        }
    }

    @Test
    void loadsNothingFromElsewhereUnlessAsked() {
        page.send(TestPage.mail(
                "Tracked", "html", "<img src='https://tracker.example/p.gif'><a href='https://example.com/'>x</a>"));
        String mail = "/mails/" + sandbox.mails().get(0).id();

        assertThat(header(page.client().get(mail + "/body"), "Content-Security-Policy"))
                .contains("img-src data:;")
                .doesNotContain("http");
        assertThat(page.client().get(mail).body())
                .contains("1 remote image or style is not loaded", "https://example.com/");
        assertThat(header(page.client().get(mail + "/body?remote=1"), "Content-Security-Policy"))
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox;")
                .contains("img-src data: http: https:;")
                .doesNotContain("script", "allow-same-origin", "allow-forms", "allow-top");
    }

    @Test
    void showsImagesThatAMailHasAlong() {
        byte[] png = "\u0089PNG\r\n\u001a\nrest".getBytes(StandardCharsets.ISO_8859_1);
        ObjectNode mail = TestPage.with(
                TestPage.mail("Logo", "html", "<img src=\"cid:logo\"><img src=\"cid:bad\">"), "l.png", "x/y", png);
        TestPage.with(mail, "b.png", "image/png", "<html>".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) mail.at("/message/attachments/" + i))
                    .put("isInline", true)
                    .put("contentId", i == 0 ? "logo" : "bad");
        }
        page.send(mail);

        assertThat(page.client()
                        .get("/mails/" + sandbox.mails().get(0).id() + "/body")
                        .body())
                .contains("data:image/png;base64,iVBORw0KGgpyZXN0")
                .contains("cid:bad");
    }

    @Test
    void offersTheMailAsAFileThatReadsAsOne() {
        ObjectNode mail = TestPage.with(
                TestPage.mail("Grüße: \"1/2\"", "text", "Viele Grüße"),
                "Rechnung ä.pdf\r\nX-Evil: 1",
                "text/html\r\nX-Evil: 2",
                "%PDF-1.4".getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) mail.get("message"))
                .putArray("internetMessageHeaders")
                .addObject()
                .put("name", "x-order")
                .put("value", "1\r\nX-Evil: 3");
        page.send(mail);

        HttpResponse<String> eml =
                page.client().get("/mails/" + sandbox.mails().get(0).id() + "/eml");

        assertThat(header(eml, "Content-Type")).isEqualTo("message/rfc822");
        assertThat(header(eml, "Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%201%202.eml");
        assertThat(eml.body())
                .contains("From: erp@contoso.com", "To: ops@contoso.com", "MIME-Version: 1.0", "multipart/mixed")
                .contains("Viele Gr=C3=BC=C3=9Fe");
        assertThat(eml.body().lines().filter(line -> line.startsWith("X-Evil")).collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void tellsOpenPagesOfManyChangesInFewEvents() throws Exception {
        try (Socket socket = new Socket("localhost", sandbox.http().getPort())) {
            socket.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            AtomicInteger events = new AtomicInteger();
            Thread reader = new Thread(
                    () -> in.lines().filter("event: mails"::equals).forEach(event -> events.incrementAndGet()));
            reader.setDaemon(true);
            reader.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> events.get() > 0);
            int before = events.get();

            for (int i = 0; i < 60; i++) {
                page.send("Mail " + i, "");
            }

            await().atMost(Duration.ofSeconds(10)).until(() -> events.get() > before);
            assertThat(events).hasValueLessThan(before + 40);
        }
    }

    private static List<String> ids(String html) {
        return Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
