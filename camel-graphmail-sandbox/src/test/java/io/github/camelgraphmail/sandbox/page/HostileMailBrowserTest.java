package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Mails that try all they can, in a real browser: nothing of them runs, and nothing of them reaches another server. A
 * tracker stands by to be asked.
 */
class HostileMailBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    static Path profile;

    private static ChromeDriver browser;
    private static GraphMailSandbox sandbox;
    private static TestPage page;
    private static Vertx vertx;
    private static HttpServer tracker;
    private static final Queue<String> TRACKED = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        browser = Browser.start(profile);
        sandbox = GraphMailSandbox.start();
        page = new TestPage(sandbox);
        vertx = Vertx.vertx();
        tracker = vertx.createHttpServer()
                .requestHandler(request -> {
                    TRACKED.add(request.path());
                    request.response()
                            .putHeader("Content-Type", "image/svg+xml")
                            .end("<svg xmlns='http://www.w3.org/2000/svg'/>");
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            sandbox.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @AfterEach
    void reset() {
        browser.get("about:blank");
        sandbox.reset();
        TRACKED.clear();
    }

    /** What runs says so to the tracker, in the title and in a dialog. */
    private static String script() {
        return "new Image().src='" + elsewhere("/ran") + "';document.title='owned';top.document.title='owned';alert(1)";
    }

    private static String elsewhere(String path) {
        return "http://localhost:" + tracker.actualPort() + path;
    }

    private static List<String> payloads() {
        String there = elsewhere("/loaded");
        return Stream.of(
                        "<script>%s</script>",
                        "<scr<script>ipt>%s</script>",
                        "<img src=x onerror=\"%s\">",
                        "<img src=`x` onerror=\"%s\">",
                        "<svg onload=\"%s\"></svg>",
                        "<svg><script>%s</script></svg>",
                        "<svg><animate onbegin=\"%s\" attributeName=x dur=1s></svg>",
                        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=%s&gt;\">",
                        "<body onload=\"%s\" onpageshow=\"%s\">",
                        "<iframe srcdoc=\"<script>%s</script>\"></iframe>",
                        "<iframe src=\"javascript:%s\"></iframe>",
                        "<iframe src=\"data:text/html,<script>%s</script>\"></iframe>",
                        "<object data=\"javascript:%s\"></object>",
                        "<embed src=\"javascript:%s\">",
                        "<form action=\"javascript:%s\"><button class=press>x</button></form>",
                        "<button class=press form=f formaction=\"javascript:%s\">x</button><form id=f></form>",
                        "<a class=press target=_top href=\"javascript:%s\">x</a>",
                        "<a class=press href=\"java&#9;script:%s\">x</a>",
                        "<meta http-equiv=refresh content=\"0;url=javascript:%s\">",
                        "<details open ontoggle=\"%s\">x</details>",
                        "<input autofocus onfocus=\"%s\">",
                        "<marquee onstart=\"%s\">x</marquee>",
                        "<video><source onerror=\"%s\"></video>",
                        "<audio src=x onerror=\"%s\">",
                        "<template><script>%s</script></template>",
                        "<style onload=\"%s\"></style>",
                        "<link rel=stylesheet href=x onerror=\"%s\">",
                        "<base href=\"javascript:%s//\">",
                        "<div style=\"background:expression(%s)\">x</div>",
                        "<!--[if gte IE 4]><script>%s</script><![endif]-->",
                        "\"'><script>%s</script>",
                        "</iframe><script>%s</script>",
                        "</title></textarea></style><script>%s</script>")
                .map(payload -> payload.replace("%s", script().replace("\"", "&quot;")))
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
                    all.addAll(List.of(
                            "<img src='" + there + "'>",
                            "<img srcset='" + there + " 1x'>",
                            "<link rel=stylesheet href='" + there + "'>",
                            "<link rel=prefetch href='" + there + "'>",
                            "<style>@import '" + there + "'; body { background: url(" + there + ") }</style>",
                            "<div style=\"background-image:url('" + there + "')\">x</div>",
                            "<video poster='" + there + "' src='" + there + "' autoplay></video>",
                            "<iframe src='" + there + "'></iframe>",
                            "<object data='" + there + "'></object>",
                            "<form action='" + there + "'><button class=press>x</button></form>",
                            "<a class=press href='" + there + "' ping='" + there + "'>x</a>",
                            "<meta http-equiv=refresh content='0;url=" + there + "'>"));
                    return all;
                }));
    }

    @Test
    void nothingOfABodyRunsOrLoads() {
        page.send(TestPage.mail("Hostile", "html", String.join("\n", payloads())));
        open(mail(0));
        browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.body")));
        // What other payloads have swallowed can't be pressed.
        List<WebElement> presses = browser.findElements(By.className("press")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(presses).hasSizeGreaterThan(2);
        for (WebElement press : presses) {
            press.sendKeys(Keys.ENTER);
        }
        browser.switchTo().defaultContent();

        assertNothingHappened("Hostile");
    }

    /** One by one too: what stands before a payload may change what it is read as. */
    @Test
    void nothingOfAnyBodyRunsOrLoadsOnItsOwn() {
        List<String> payloads = payloads();
        payloads.forEach(payload -> page.send(TestPage.mail("Hostile", "html", payload)));
        open("/");
        // All of them at once, each in a frame as the page has it.
        browser.executeScript("""
                for (let id = arguments[0]; id < arguments[0] + arguments[1]; id++) {
                  const frame = document.createElement('iframe');
                  frame.setAttribute('sandbox', '');
                  frame.className = 'each';
                  frame.src = `/mails/${id}/body`;
                  document.body.append(frame);
                }
                """, payloads.size());
        awaitFrames();

        assertNothingHappened("Mails · Graph mail sandbox");
    }

    @Test
    void nothingRunsWhenABodyIsOpenedByItsAddress() {
        page.send(TestPage.mail(
                "Hostile", "html", "<script>" + script() + "</script><img src='" + elsewhere("/x") + "'>"));
        browser.get(sandbox.http() + mail(0) + "/body");

        assertNoDialog();
        assertThat(browser.getTitle()).isNotEqualTo("owned");
        assertThat(TRACKED).isEmpty();
    }

    @Test
    void remoteContentIsLoadedWhenAskedForAndStillNothingRuns() {
        page.send(TestPage.mail(
                "Tracked", "html", "<img src='" + elsewhere("/pixel") + "'><script>" + script() + "</script>"));
        open(mail(0));
        assertThat(TRACKED).isEmpty();

        browser.findElement(By.id("load-remote")).click();

        await().atMost(PATIENCE).until(() -> TRACKED.contains("/pixel"));
        assertThat(TRACKED).containsOnly("/pixel");
        assertNoDialog();
        assertThat(browser.getTitle()).isEqualTo("Tracked");
    }

    @Test
    void nothingOfSubjectsNamesAndAddressesRuns() {
        for (String payload : payloads()) {
            ObjectNode mail = TestPage.mail(payload, "text", payload);
            ((ObjectNode) mail.at("/message/toRecipients/0/emailAddress")).put("name", payload);
            ((ObjectNode) mail.at("/message"))
                    .putArray("internetMessageHeaders")
                    .addObject()
                    .put("name", "x-hostile")
                    .put("value", payload);
            TestPage.with(mail, payload + ".txt", "text/plain", payload.getBytes(StandardCharsets.UTF_8));
            page.send(mail);
        }
        for (String view :
                List.of("/", "/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/?q=\"><img src=x onerror=alert(1)>")) {
            open(view);
            assertNothingHappened("Mails · Graph mail sandbox");
        }
        for (String view : List.of("", "?view=headers", "?view=source", "?view=attachments&file=0", "?view=requests")) {
            open(mail(2) + view);
            assertThat(browser.findElement(By.id("mail-title")).getText())
                    .isEqualTo(payloads().get(2));
            assertNothingHappened(payloads().get(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?view=attachments",
                "?view=attachments&file=0",
                "?view=attachments&file=1",
                "?view=attachments&file=2"
            })
    void nothingOfAnAttachmentRunsInItsPreview(String view) {
        page.send(withHostileFiles());
        open(mail(0) + view);
        awaitFrames();

        assertNothingHappened("Files");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void nothingOfAnAttachmentRunsWhenOpenedByItsAddress(int index) {
        page.send(withHostileFiles());
        browser.get(sandbox.http() + mail(0) + "/attachments/" + index + "/preview");

        assertThat(TRACKED).isEmpty();
        assertNoDialog();
        assertThat(browser.getTitle()).isNotEqualTo("owned");
    }

    private static ObjectNode withHostileFiles() {
        String html = "<html><script>" + script() + "</script><img src='" + elsewhere("/x") + "'></html>";
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' onload=\""
                + script() + "\"><script>" + script() + "</script><image href='" + elsewhere("/svg")
                + "' xlink:href='" + elsewhere("/svg") + "'/><style>@import '" + elsewhere("/css")
                + "';</style><foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='" + elsewhere("/frame")
                + "'/></foreignObject></svg>";
        ObjectNode mail = TestPage.mail("Files", "text", "");
        TestPage.with(mail, "a.svg", "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
        // What it claims to be is sniffed as HTML by a browser that is let to.
        TestPage.with(mail, "a.txt", "text/plain", html.getBytes(StandardCharsets.UTF_8));
        TestPage.with(mail, "a.gif", "text/html", ("GIF89a" + html).getBytes(StandardCharsets.UTF_8));
        return TestPage.with(mail, "a.html", "text/html", html.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of a mail, by its place in the order of acceptance. */
    private static String mail(int index) {
        return "/mails/" + sandbox.mails().get(index).id();
    }

    private static void open(String path) {
        browser.get(sandbox.http() + path);
    }

    /** Until everything has been loaded that is going to be, in the frames as well. */
    private static void awaitFrames() {
        await().atMost(PATIENCE).until(() -> (Boolean) browser.executeScript(
                "return document.readyState === 'complete' && performance.getEntriesByType('resource')"
                        + ".filter(entry => entry.initiatorType === 'iframe').length"
                        + " >= document.querySelectorAll('iframe').length"));
    }

    private static void assertNothingHappened(String title) {
        assertNoDialog();
        assertThat(browser.getTitle()).isEqualTo(title);
        assertThat(browser.getWindowHandles()).hasSize(1);
        assertThat(browser.getCurrentUrl()).startsWith(sandbox.http().toString());
        // A frame that was let to would have asked by now: what it is asked next goes behind that.
        browser.executeAsyncScript(
                "const done = arguments[0]; fetch('/mails').then(list => list.text()).then(() => done())");
        assertThat(TRACKED).isEmpty();
    }

    private static void assertNoDialog() {
        assertThatThrownBy(() -> browser.switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
    }
}
