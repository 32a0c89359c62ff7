package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What people do on the page, in a real browser. */
class SandboxPagesBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    static Path profile;

    private static ChromeDriver browser;
    private static GraphMailSandbox sandbox;
    private static TestPage page;

    @BeforeAll
    static void start() {
        browser = Browser.start(profile);
        sandbox = GraphMailSandbox.start();
        page = new TestPage(sandbox);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            sandbox.close();
        }
    }

    @AfterEach
    void reset() {
        browser.get("about:blank");
        sandbox.reset();
        page.signIn();
        complaints();
    }

    @Test
    void showsWhatHappensElsewhereAsItHappens() {
        open("/");
        page.send("First", "");
        awaitPage().until(() -> subjects().equals(List.of("First")));
        assertThat(status()).startsWith("1 mail, 1 unread");

        page.send("Second", "");
        awaitPage().until(() -> subjects().equals(List.of("Second", "First")));
        assertThat(status()).isEqualTo("2 mails, 2 unread, 1 new");
        assertThat(text("#unread-badge")).startsWith("2");

        sandbox.clear();
        awaitPage().until(() -> text(".empty").contains("No mail yet"));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void searchesAsOneTypes() {
        page.send("Invoice 1", "");
        page.send(TestPage.with(TestPage.mail("Invoice 2", "text", ""), "invoice.pdf", "application/pdf", new byte[0]));
        page.send("Newsletter", "");
        open("/");

        type("/");
        browser.switchTo().activeElement().sendKeys("has:attachment invoice");

        awaitPage().until(() -> subjects().equals(List.of("Invoice 2")));
        assertThat(status()).isEqualTo("1 mail found of 3");
        assertThat(browser.getCurrentUrl()).endsWith("/?q=has%3Aattachment%20invoice");

        page.send("Invoice 3, without one", "");
        awaitPage().until(() -> status().equals("1 mail found of 4"));
        browser.findElement(By.id("q")).sendKeys(Keys.chord(Keys.CONTROL, "a"), "is:blue");
        awaitPage().until(() -> text(".problem").contains("is:read and is:unread"));

        browser.navigate().to(sandbox.http() + "/?q=invoice");
        assertThat(subjects()).containsExactly("Invoice 3, without one", "Invoice 2", "Invoice 1");
        assertThat(complaints()).isEmpty();
    }

    @Test
    void isUsedByKeys() {
        for (int i = 1; i <= 3; i++) {
            page.send("Mail " + i, "Text " + i);
        }
        open("/");

        type("j");
        assertThat(focused()).isEqualTo("Mail 3");
        type("j");
        assertThat(focused()).isEqualTo("Mail 2");
        type("k");
        assertThat(focused()).isEqualTo("Mail 3");

        browser.switchTo().activeElement().sendKeys(Keys.ENTER);
        awaitPage().until(() -> text("#mail-title").equals("Mail 3"));
        awaitPage().until(() -> focused().equals("Mail 3") && unread().equals(List.of("Mail 2", "Mail 1")));
        assertThat(browser.getTitle()).isEqualTo("Mail 3");

        type("j");
        awaitPage().until(() -> text("#mail-title").equals("Mail 2"));
        awaitPage().until(() -> unread().equals(List.of("Mail 1")));

        type("u");
        awaitPage().until(() -> unread().equals(List.of("Mail 2", "Mail 1")));

        type("d");
        awaitPage().until(() -> subjects().equals(List.of("Mail 3", "Mail 1")));
        awaitPage().until(() -> text("#mail-title").equals("Mail 1"));

        type(Keys.ESCAPE.toString());
        awaitPage().until(() -> text(".reader").contains("Choose a mail"));
        awaitPage().until(() -> focused().equals("Mail 1"));

        type("?");
        awaitPage().until(() -> browser.findElement(By.id("keys")).isDisplayed());
        type(Keys.ESCAPE.toString());
        awaitPage().until(() -> !browser.findElement(By.id("keys")).isDisplayed());
        assertThat(complaints()).isEmpty();
    }

    @Test
    void deletesAllWhenThatIsConfirmedAndNotBefore() {
        page.send("Invoice", "");
        page.send("Report", "");
        open("/?q=invoice");

        browser.findElement(By.id("delete-all")).click();
        awaitPage().until(() -> text("#confirm-title").equals("Delete the 1 mail found?"));
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Keep them");
        browser.switchTo().activeElement().click();
        assertThat(sandbox.mails()).hasSize(2);

        browser.findElement(By.id("delete-all")).click();
        awaitPage().until(() -> browser.findElement(By.id("confirm-delete")).isDisplayed());
        browser.findElement(By.id("confirm-delete-yes")).click();

        awaitPage().until(() -> text(".empty").contains("No mail matches"));
        assertThat(sandbox.mails()).extracting(AcceptedMail::subject).containsExactly("Report");
    }

    @Test
    void deletesAnOpenMailByItsButtonAndGoesOnWithTheNext() {
        page.send("First", "");
        page.send("Second", "");
        open("/mails/" + sandbox.mails().get(1).id());

        browser.findElement(By.id("mail-delete")).click();

        awaitPage().until(() -> text("#mail-title").equals("First"));
        assertThat(sandbox.mails()).extracting(AcceptedMail::subject).containsExactly("First");
        browser.findElement(By.id("mail-delete")).click();
        awaitPage().until(() -> text(".empty").contains("No mail yet"));
    }

    @Test
    void showsAMailFromAllSides() {
        page.send(TestPage.with(
                TestPage.mail("All sides", "html", "<h1>Order</h1><p>two parcels</p>"),
                "items.csv",
                "text/csv",
                "item;quantity".getBytes(StandardCharsets.UTF_8)));
        open("/mails/" + sandbox.mails().get(0).id());
        assertThat(text(".sending")).contains("Sandbox ERP", "sendMail", "request-id");

        view("text");
        assertThat(text("pre.body")).isEqualTo("Order\n\ntwo parcels");
        view("headers");
        assertThat(text(".lines")).contains("From erp@contoso.com", "To ops@contoso.com", "Subject All sides");
        view("source");
        assertThat(text("pre.body")).contains("\"subject\" : \"All sides\"");
        view("requests");
        assertThat(text(".requests")).contains("202", "POST /v1.0/users/erp@contoso.com/sendMail");
        view("attachments");
        browser.findElement(By.cssSelector(".acts a")).click();
        awaitPage().until(() -> !browser.findElements(By.cssSelector("iframe.text"))
                .isEmpty());
        browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.text")));
        assertThat(text("body")).isEqualTo("item;quantity");
        browser.switchTo().defaultContent();
        browser.navigate().back();
        awaitPage()
                .until(() -> text(".tabs [aria-current]").startsWith("Attachments")
                        || text(".tabs [aria-current]").equals("Requests"));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void switchesWhoMaySendAsWhom() {
        page.send("Tenant-wide", "");
        open("/access");
        assertThat(verdict("ceo@contoso.com")).startsWith("allowed");

        browser.findElement(By.cssSelector("button[value=policy]")).click();

        awaitPage().until(() -> verdict("ceo@contoso.com").contains("blocked by the access policy"));
        assertThat(verdict("erp@contoso.com")).startsWith("allowed");
        page.signIn();
        assertThat(page.status("ceo@contoso.com", TestPage.mail("No", "text", "")))
                .isEqualTo(403);
        assertThat(page.status("erp@contoso.com", TestPage.mail("Yes", "text", "")))
                .isEqualTo(202);

        browser.findElement(By.cssSelector(".rules button")).click();
        awaitPage().until(() -> verdict("ceo@contoso.com").startsWith("allowed"));
        assertThat(page.status("ceo@contoso.com", TestPage.mail("Again", "text", "")))
                .isEqualTo(202);
        assertThat(complaints()).isEmpty();
    }

    @Test
    void switchesMailboxesOff() {
        open("/mailboxes");
        browser.findElement(By.cssSelector("#state-1 option[value=unlicensed]")).click();
        String address = sandbox.mailboxes().all().get(1).address();

        browser.findElement(By.cssSelector("#state-1 + button")).click();

        awaitPage().until(() -> sandbox.mailboxes().find(address).orElseThrow().state() == Mailbox.State.UNLICENSED);
        assertThat(page.status(address, TestPage.mail("No", "text", ""))).isEqualTo(404);

        browser.findElement(By.id("address")).sendKeys("sales@contoso.com", Keys.ENTER);
        awaitPage().until(() -> text(".mailboxes").contains("sales@contoso.com"));
        assertThat(page.status("sales@contoso.com", TestPage.mail("New", "text", "")))
                .isEqualTo(202);
        browser.findElement(By.id("address")).sendKeys("sales@contoso.com", Keys.ENTER);
        awaitPage().until(() -> text(".problem").contains("is there already"));
    }

    @Test
    void switchesFaultsOnAndOff() {
        open("/faults");
        browser.findElement(By.cssSelector("input[value=timed-out] + *")).click();
        browser.findElement(By.cssSelector("#operations option[value=send-mail]"))
                .click();
        browser.findElement(By.cssSelector("#moment option[value=after]")).click();

        browser.findElement(By.id("plan")).click();

        awaitPage().until(() -> text("#planned").contains("timed-out"));
        assertThat(page.status("erp@contoso.com", TestPage.mail("Accepted", "text", "")))
                .isEqualTo(504);
        assertThat(sandbox.mails()).extracting(AcceptedMail::subject).containsExactly("Accepted");
        // The panel sees by itself that it was played.
        awaitPage().until(() -> text("#planned").contains("Nothing. All goes well."));

        sandbox.faults().plan(FaultKind.CLOSED.plan(Fault.Moment.BEFORE).rate(1));
        awaitPage().until(() -> text("#planned").contains("always"));
        browser.findElement(By.cssSelector("#planned li button")).click();
        awaitPage().until(() -> sandbox.faults().planned().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/, light",
        "/mails/{id}, dark",
        "/mails/{id}?view=attachments&file=0, light",
        "/mails/{id}?view=headers, dark",
        "/requests, light",
        "/mailboxes, dark",
        "/access, light",
        "/faults, dark"
    })
    void isAccessible(String path, String scheme) throws IOException {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        page.send(TestPage.with(
                TestPage.mail("Accessible", "html", "<html lang=en><title>x</title><h1>Order</h1>"),
                "note.txt",
                "text/plain",
                new byte[] {65}));
        page.status("nobody@contoso.com", TestPage.mail("Refused", "text", ""));
        sandbox.faults().plan(FaultKind.CLOSED.plan().rate(0.1));
        String id = String.valueOf(sandbox.mails().get(0).id());
        open(path.replace("{id}", id));

        assertThat(violations()).isEmpty();
    }

    /** What axe finds wrong, each as its rule and where; of WCAG 2.2 at level AA and best practices. */
    @SuppressWarnings("unchecked")
    private static List<String> violations() throws IOException {
        try (InputStream axe = SandboxPagesBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) browser.executeAsyncScript("""
                const done = arguments[0];
                axe.run(document, { iframes: false }).then(found => done(found.violations.flatMap(violation =>
                    violation.nodes.map(node => `${violation.id} at ${node.target}: ${node.failureSummary}`))));
                """);
    }

    private static void open(String path) {
        browser.get(sandbox.http() + path);
        // From then on it hears of changes.
        awaitPage().until(() -> text("#live").equals("Live"));
    }

    private static void view(String tab) {
        browser.findElement(By.id("tab-" + tab)).click();
        awaitPage().until(() -> browser.findElement(By.id("tab-" + tab)).getDomAttribute("aria-current") != null);
    }

    /** The list may be replaced while it is read. */
    private static ConditionFactory awaitPage() {
        return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    private static void type(String keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    private static String focused() {
        return browser.switchTo().activeElement().getText();
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static String status() {
        return browser.findElement(By.cssSelector(".count"))
                .getDomProperty("textContent")
                .strip();
    }

    private static String verdict(String mailbox) {
        return browser.findElements(By.cssSelector(".verdicts li")).stream()
                .filter(verdict -> verdict.getText().contains(mailbox))
                .map(verdict -> verdict.getDomAttribute("class") + " " + verdict.getText())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(mailbox));
    }

    private static List<String> subjects() {
        return browser.findElements(By.cssSelector(".mails .subject a")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static List<String> unread() {
        return browser.findElements(By.cssSelector(".mails .is-unread .subject a")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What the browser's console says of the page at the level of errors. */
    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }
}
