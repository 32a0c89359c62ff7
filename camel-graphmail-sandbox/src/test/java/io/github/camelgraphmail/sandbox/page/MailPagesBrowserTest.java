package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page in a real browser. */
class MailPagesBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    static Path profile;

    private static ChromeDriver browser;

    private GraphMailSandbox sandbox;
    private SandboxClient client;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
        client = SandboxClient.plain(sandbox);
    }

    @AfterEach
    void stop() {
        // The page asks for news every second; it must not find the sandbox gone and say so in the next test's log.
        browser.get("about:blank");
        sandbox.close();
    }

    @Test
    void showsAMailThatArrivesWithoutAReload() {
        browser.get(sandbox.http().toString());
        assertThat(browser.findElement(By.className("empty")).getText()).contains("No mail yet");

        send("Nightly report", "text", "All is well.");

        awaitPage().until(() -> subjects().equals(List.of("Nightly report")));
        send("Second report", "text", "Still well.");
        awaitPage().until(() -> subjects().equals(List.of("Second report", "Nightly report")));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void opensAMailFromTheList() {
        send("Nightly report", "text", "All is <well>.");
        browser.get(sandbox.http().toString());

        browser.findElement(By.linkText("Nightly report")).click();

        await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Nightly report"));
        assertThat(browser.findElement(By.cssSelector("pre.body")).getText()).isEqualTo("All is <well>.");
    }

    @Test
    void showsAnHtmlBodyInItsFrame() {
        send("Html", "html", "<h1 id='greeting'>Grüße</h1>");
        browser.get(sandbox.http() + "/mails/1");

        browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.body")));

        assertThat(browser.findElement(By.id("greeting")).getText()).isEqualTo("Grüße");
    }

    @Test
    void runsNothingOfAHostileMail() {
        String marker = "document.title='owned';top.document.title='owned';alert(1)";
        String hostile = Stream.of(
                        "<script>%s</script>",
                        "<img src=x onerror=\"%s\">",
                        "<svg onload=\"%s\"></svg>",
                        "<body onload=\"%s\">",
                        "<iframe srcdoc=\"<script>%s</script>\"></iframe>",
                        "<iframe src=\"javascript:%s\"></iframe>",
                        "<object data=\"javascript:%s\"></object>",
                        "<form action=\"javascript:%s\"><button id=send>x</button></form>",
                        "<a id=link target=_top href=\"javascript:%s\">x</a>",
                        "<meta http-equiv=refresh content=\"0;url=javascript:%s\">",
                        "<details open ontoggle=\"%s\">x</details>",
                        "<input autofocus onfocus=\"%s\">")
                .map(payload -> payload.formatted(marker))
                .reduce("", String::concat);
        send("</title><script>" + marker + "</script>", "html", hostile);

        browser.get(sandbox.http().toString());
        assertThat(subjects()).hasSize(1);
        browser.get(sandbox.http() + "/mails/1");
        String title = browser.getTitle();
        browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.body")));
        browser.findElement(By.id("link")).click();
        browser.findElement(By.id("send")).click();
        browser.switchTo().defaultContent();

        assertThatThrownBy(() -> browser.switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
        assertThat(browser.getTitle()).isEqualTo(title).doesNotStartWith("owned");
        assertThat(browser.getCurrentUrl()).isEqualTo(sandbox.http() + "/mails/1");
    }

    /** The list may be replaced while it is read. */
    private static ConditionFactory awaitPage() {
        return await().atMost(PATIENCE).ignoreException(StaleElementReferenceException.class);
    }

    private List<String> subjects() {
        return browser.findElements(By.cssSelector(".mails .subject a")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What the browser's console says of the page at the level of errors. */
    private List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private void send(String subject, String type, String content) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        ObjectNode message = action.putObject("message").put("subject", subject);
        message.putObject("body").put("contentType", type).put("content", content);
        message.putArray("toRecipients").addObject().putObject("emailAddress").put("address", "ops@contoso.com");
        assertThat(client.sendMail("erp@contoso.com", action.toString()).statusCode())
                .isEqualTo(202);
    }
}
