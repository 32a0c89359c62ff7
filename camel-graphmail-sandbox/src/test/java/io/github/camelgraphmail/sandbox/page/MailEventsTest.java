package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What open pages hear. */
class MailEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private GraphMailSandbox sandbox;
    private TestPage page;

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
        page = new TestPage(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPageHearsOfAChange() {
        Listener listener = new Listener(sandbox, seen());

        page.send("First", "");

        await().atMost(PATIENCE).until(() -> listener.heard() == 1);
    }

    @Test
    void aPageHearsAtOnceOfWhatItMissedOnItsWay() {
        String seen = seen();
        page.send("First", "");

        Listener listener = new Listener(sandbox, seen);

        await().atMost(PATIENCE).until(() -> listener.heard() >= 1);
    }

    /** Its list would be replaced by the same one, under the hand of whoever is about to click. */
    @Test
    void aPageHearsNothingOfWhatItShowsAlready() {
        Listener before = new Listener(sandbox, seen());
        page.send("First", "");
        Listener after = new Listener(sandbox, seen());

        await().atMost(PATIENCE).until(() -> before.heard() == 1);
        page.send("Second", "");
        await().atMost(PATIENCE).until(() -> before.heard() == 2);
        sandbox.close();

        assertThat(before.atTheEnd()).isEqualTo(2);
        assertThat(after.atTheEnd()).isEqualTo(1);
    }

    /** What a page that is loaded now says it has seen. */
    private String seen() {
        Matcher connect = Pattern.compile("sse-connect=\"/events\\?seen=(\\d+)\"")
                .matcher(page.client().get("/").body());
        assertThat(connect.find()).isTrue();
        return connect.group(1);
    }

    /** An open page. */
    private static final class Listener {

        private final AtomicInteger heard = new AtomicInteger();
        private final CompletableFuture<Integer> end;

        /** Comes back when the sandbox knows of it. */
        Listener(GraphMailSandbox sandbox, String seen) {
            try {
                Socket connection =
                        new Socket(sandbox.http().getHost(), sandbox.http().getPort());
                connection
                        .getOutputStream()
                        .write("GET /events?seen=%s HTTP/1.0\r\nHost: localhost\r\n\r\n"
                                .formatted(seen)
                                .getBytes(StandardCharsets.US_ASCII));
                BufferedReader events =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                for (String line = events.readLine(); !line.startsWith("retry:"); line = events.readLine()) {}
                end = CompletableFuture.supplyAsync(() -> listen(connection, events));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int listen(Socket connection, BufferedReader events) {
            try (connection) {
                events.lines().filter("event: mails"::equals).forEach(event -> heard.incrementAndGet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return heard.get();
        }

        int heard() {
            return heard.get();
        }

        int atTheEnd() {
            return end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}
