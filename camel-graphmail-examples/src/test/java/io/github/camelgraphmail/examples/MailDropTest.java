package io.github.camelgraphmail.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application, from a dropped file to the sandbox. */
class MailDropTest {

    @TempDir
    private Path drop;

    private final EmbeddedSandbox embedded = new EmbeddedSandbox();
    private Main main;

    @BeforeEach
    void create() {
        main = MailDropApplication.create(embedded);
        main.addOverrideProperty("mail.drop", drop.toString());
        main.addOverrideProperty("sandbox.port", "0");
        // Files are there before the application is, or come as a whole.
        main.addOverrideProperty("mail.settled", "100ms");
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void sendsAWelcomeMail() {
        main.start();

        patiently().until(() -> !sandbox().mails().isEmpty());
        AcceptedMail welcome = sandbox().mails().get(0);
        assertThat(welcome.subject()).isEqualTo("Welcome to the Graph mail sandbox");
        assertThat(welcome.message().body().content()).contains("erp@contoso.com", drop.toString(), "It works.");
    }

    @Test
    void attachesAFileByteForByte() throws IOException {
        byte[] pdf = new byte[700_000];
        new Random(1).nextBytes(pdf);
        Files.write(drop.resolve("invoice ä 4711.pdf"), pdf);
        main.start();

        AcceptedMail mail = mailWithSubject("invoice ä 4711.pdf");

        assertThat(mail.message().to()).containsExactly(new MailboxAddress("", "ops@contoso.com"));
        assertThat(mail.message().body().content()).isEqualTo("Attached: invoice ä 4711.pdf");
        assertThat(mail.message().attachments())
                .containsExactly(new MailAttachment("invoice ä 4711.pdf", "application/pdf", pdf, false, null));
        patiently().untilAsserted(() -> {
            assertThat(drop.resolve("done/invoice ä 4711.pdf")).hasBinaryContent(pdf);
            assertThat(drop.resolve("invoice ä 4711.pdf")).doesNotExist();
        });
    }

    @Test
    void sendsALargeFileWhereDraftsAreAllowed() throws IOException {
        byte[] scan = new byte[9_000_000];
        new Random(2).nextBytes(scan);
        Files.write(drop.resolve("scan.tif"), scan);
        main.addOverrideProperty("camel.component.graphmail.delivery", "auto");
        main.start();

        assertThat(mailWithSubject("scan.tif").message().attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.content()).isEqualTo(scan));
        patiently()
                .untilAsserted(() -> assertThat(drop.resolve("done/scan.tif")).exists());
    }

    @Test
    void takesTextAndHtmlFilesAsTheMailsText() throws IOException {
        Files.writeString(drop.resolve("note.txt"), "Grüße\n");
        Files.writeString(drop.resolve("report.HTML"), "<p>世界</p>");
        main.start();

        assertThat(mailWithSubject("note.txt").message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "Grüße\n"));
        assertThat(mailWithSubject("report.HTML").message().body())
                .isEqualTo(new MailBody(MailBody.Type.HTML, "<p>世界</p>"));
        assertThat(mailWithSubject("note.txt").message().attachments()).isEmpty();
    }

    @Test
    void followsTheSidecar() throws IOException {
        Files.writeString(drop.resolve("invoice.pdf.mail.yaml"), """
                to: Eva Mueller <eva@contoso.com>
                cc: [a@contoso.com, b@contoso.com]
                bcc: c@contoso.com
                replyTo: billing@contoso.com
                subject: Invoice 4711
                text: Here is your invoice.
                importance: high
                categories: [Billing]
                """);
        Files.writeString(drop.resolve("invoice.pdf"), "pdf");
        main.start();

        AcceptedMail mail = mailWithSubject("Invoice 4711");

        assertThat(mail.message().to()).containsExactly(new MailboxAddress("Eva Mueller", "eva@contoso.com"));
        assertThat(mail.message().cc())
                .extracting(MailboxAddress::address)
                .containsExactly("a@contoso.com", "b@contoso.com");
        assertThat(mail.message().bcc()).extracting(MailboxAddress::address).containsExactly("c@contoso.com");
        assertThat(mail.message().replyTo()).extracting(MailboxAddress::address).containsExactly("billing@contoso.com");
        assertThat(mail.message().body().content()).isEqualTo("Here is your invoice.");
        assertThat(mail.message().importance()).isEqualTo("high");
        assertThat(mail.message().categories()).containsExactly("Billing");
        patiently().untilAsserted(() -> {
            assertThat(drop.resolve("done/invoice.pdf")).exists();
            assertThat(drop.resolve("done/invoice.pdf.mail.yaml")).exists();
            assertThat(drop.resolve("invoice.pdf.mail.yaml")).doesNotExist();
        });
    }

    @Test
    void doesNotTakeAFileThatIsStillWritten() throws IOException {
        main.addOverrideProperty("mail.settled", "1s");
        main.start();
        patiently().until(() -> !sandbox().mails().isEmpty());
        StringBuilder written = new StringBuilder();

        try (OutputStream file = Files.newOutputStream(drop.resolve("growing.txt"))) {
            // Longer than it takes to take a finished file, a line every 200 ms.
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        String line = "line " + written.length() + "\n";
                        file.write(line.getBytes(StandardCharsets.UTF_8));
                        file.flush();
                        written.append(line);
                        return written.length() > 120;
                    });
            assertThat(sandbox().mails()).hasSize(1);
        }

        assertThat(mailWithSubject("growing.txt").message().body().content()).isEqualTo(written.toString());
    }

    @Test
    void keepsBothFilesOfTheSameName() throws IOException {
        Files.createDirectories(drop.resolve("done"));
        Files.writeString(drop.resolve("done/note.txt"), "yesterday");
        Files.writeString(drop.resolve("note.txt"), "today");
        main.start();

        patiently().untilAsserted(() -> {
            try (var files = Files.list(drop.resolve("done"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .hasSize(2)
                        .allMatch(name -> name.endsWith("note.txt"));
            }
        });
        assertThat(drop.resolve("done/note.txt")).hasContent("yesterday");
    }

    @Test
    void keepsOlderSidecarsAndReasons() throws IOException {
        Files.createDirectories(drop.resolve("done"));
        Files.createDirectories(drop.resolve("failed"));
        Files.writeString(drop.resolve("done/a.txt.mail.yaml"), "old");
        Files.writeString(drop.resolve("failed/b.txt.mail.yaml"), "old");
        Files.writeString(drop.resolve("a.txt.mail.yaml"), "subject: A");
        Files.writeString(drop.resolve("a.txt"), "a");
        Files.writeString(drop.resolve("b.txt.mail.yaml"), "nonsense: x");
        Files.writeString(drop.resolve("b.txt"), "b");
        main.start();

        mailWithSubject("A");
        patiently().untilAsserted(() -> {
            assertThat(names("done")).hasSize(3).contains("a.txt.mail.yaml").anyMatch(name -> name.endsWith("-a.txt"));
            assertThat(names("failed"))
                    .hasSize(4)
                    .contains("b.txt.mail.yaml")
                    .anyMatch(name -> name.endsWith("-b.txt.reason.txt"));
        });
        assertThat(drop.resolve("done/a.txt.mail.yaml")).hasContent("old");
        assertThat(drop.resolve("failed/b.txt.mail.yaml")).hasContent("old");
        assertThat(sandbox().mails().stream().filter(mail -> mail.subject().equals("A")))
                .hasSize(1);
    }

    @Test
    void sendsAFileThatWasMendedAndMovedBack() throws IOException {
        Files.writeString(drop.resolve("a.txt.mail.yaml"), "to: nobody");
        Files.writeString(drop.resolve("a.txt"), "a");
        main.start();
        assertFailed("a.txt", "nobody");
        patiently().until(() -> Files.exists(drop.resolve("failed/a.txt.mail.yaml")));

        Files.delete(drop.resolve("failed/a.txt.mail.yaml"));
        Files.move(drop.resolve("failed/a.txt"), drop.resolve("a.txt"));

        assertThat(mailWithSubject("a.txt").message().body().content()).isEqualTo("a");
    }

    @Test
    void takesFilesWhateverTheirTimeAndSize() throws IOException {
        Files.writeString(drop.resolve("empty.txt"), "");
        Files.writeString(drop.resolve("old.txt"), "old");
        Files.setLastModifiedTime(drop.resolve("old.txt"), FileTime.fromMillis(0));
        Files.writeString(drop.resolve("future.txt"), "future");
        Files.setLastModifiedTime(
                drop.resolve("future.txt"), FileTime.fromMillis(System.currentTimeMillis() + 86_400_000));
        main.start();

        assertThat(mailWithSubject("empty.txt").message().body().content()).isEmpty();
        mailWithSubject("old.txt");
        mailWithSubject("future.txt");
    }

    @Test
    void goesOnWithTheOthersAfterManyThatHadToWait() throws IOException {
        AtomicReference<GraphMailConfiguration> configuration = new AtomicReference<>();
        withTenant(configuration::set, "erp@contoso.com");
        main.addOverrideProperty("mail.retry", "300ms");
        for (int i = 0; i < 60; i++) {
            Files.writeString(drop.resolve("note " + i + ".txt"), "x");
        }
        Failing failing = new Failing();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport application) {
                configuration
                        .get()
                        .setAccessTokenProvider(failing.insteadOf(
                                configuration.get(), sandbox().http().toString()));
            }
        });
        main.start();
        patiently().until(() -> failing.refusals.get() >= 3);

        failing.mended = true;

        await().atMost(Duration.ofSeconds(90))
                .until(() -> sandbox().mails().stream()
                                .filter(mail -> mail.subject().startsWith("note"))
                                .count()
                        == 60);
        patiently().untilAsserted(() -> assertThat(names("done")).hasSize(60));
    }

    /** Signs nobody in until somebody has mended it, and then as the sandbox wants it. */
    private static final class Failing {
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean mended;

        private AccessTokenProvider insteadOf(GraphMailConfiguration configuration, String authorityHost) {
            return request -> {
                if (!mended) {
                    refusals.incrementAndGet();
                    return CompletableFuture.failedFuture(
                            new GraphAuthenticationException("Not yet.", "Wait.", null, FailureDetails.NONE, null));
                }
                return CompletableFuture.supplyAsync(() -> token(configuration, authorityHost));
            };
        }

        private static AccessToken token(GraphMailConfiguration configuration, String authorityHost) {
            String form = "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id="
                    + configuration.getClientId() + "&client_secret=" + configuration.getClientSecret();
            try {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(authorityHost + "/" + configuration.getTenantId()
                                                + "/oauth2/v2.0/token"))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(form))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                return new AccessToken(
                        new ObjectMapper()
                                .readTree(answer.body())
                                .path("access_token")
                                .asText(),
                        Instant.now().plusSeconds(3000));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(drop.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void explainsASidecarThatCanNotBeRead() throws IOException {
        Files.writeString(drop.resolve("a.txt.mail.yaml"), "recipient: ops@contoso.com");
        Files.writeString(drop.resolve("a.txt"), "a");
        Files.writeString(drop.resolve("b.txt.mail.yaml"), "to: \"Mueller, Eva\" <eva@contoso.com>");
        Files.writeString(drop.resolve("b.txt"), "b");
        Files.writeString(drop.resolve("c.txt.mail.yaml"), "subject: [1, 2]");
        Files.writeString(drop.resolve("c.txt"), "c");
        Files.writeString(drop.resolve("d.txt.mail.yaml"), "text: x");
        Files.writeString(drop.resolve("d.txt"), "d");
        main.start();

        assertFailed("a.txt", "a.txt.mail.yaml", "'recipient'", "subject, text, to");
        assertFailed("b.txt", "b.txt.mail.yaml", "no YAML");
        assertFailed("c.txt", "c.txt.mail.yaml", "line 1");
        assertFailed("d.txt", "d.txt.mail.yaml", "'text'");
        assertThat(drop.resolve("failed/a.txt.mail.yaml")).exists();
    }

    @Test
    void explainsWhatCanNotBeSent() throws IOException {
        main.addOverrideProperty("mail.to", "");
        Files.writeString(drop.resolve("nobody.txt"), "x");
        Files.writeString(drop.resolve("typo.txt.mail.yaml"), "to: eva.contoso.com");
        Files.writeString(drop.resolve("typo.txt"), "x");
        Files.write(drop.resolve("huge.bin"), new byte[4 * 1024 * 1024]);
        Files.writeString(drop.resolve("huge.bin.mail.yaml"), "to: ops@contoso.com");
        Files.write(drop.resolve("long.txt"), new byte[5 * 1024 * 1024]);
        Files.write(drop.resolve("latin1.txt"), new byte[] {'G', 'r', (byte) 0xfc, (byte) 0xdf, 'e'});
        main.start();

        assertFailed("nobody.txt", "no recipient", "CamelGraphMailTo");
        assertFailed("typo.txt", "CamelGraphMailTo", "eva.contoso.com");
        assertFailed("huge.bin", "huge.bin", "too large", "3 MB");
        assertFailed("long.txt", "long.txt", "5242880");
        assertFailed("latin1.txt", "latin1.txt", "UTF-8");
    }

    @Test
    void explainsAnUnknownSender() throws IOException {
        withTenant(configuration -> {}, "nobody@contoso.com");
        Files.writeString(drop.resolve("note.txt"), "x");
        main.start();

        assertFailed("note.txt", "ErrorInvalidUser", "nobody@contoso.com", "graphmail:sender");
    }

    @Test
    void keepsAFileWhileTheSecretIsWrong() throws IOException {
        withTenant(configuration -> configuration.setClientSecret("wrong"), "erp@contoso.com");
        assertWaits();
    }

    @Test
    void keepsAFileWhileTheTenantIsUnknown() throws IOException {
        withTenant(configuration -> configuration.setTenantId("fabrikam.com"), "erp@contoso.com");
        assertWaits();
    }

    @Test
    void startsAndKeepsAFileWhileEntraIsDown() throws IOException {
        withTenant(
                configuration -> {
                    configuration.setAuthorityHost("http://localhost:1");
                    configuration.setRetryTimeout(0);
                },
                "erp@contoso.com");
        assertWaits();
    }

    @Test
    void keepsAFileWhileGraphIsDown() throws IOException {
        withTenant(
                configuration -> {
                    configuration.setGraphEndpoint("http://localhost:1");
                    configuration.setRetryTimeout(0);
                },
                "erp@contoso.com");
        assertWaits();
    }

    /** The file is tried, fails, is tried again, and stays where it is, also when the application ends. */
    private void assertWaits() throws IOException {
        main.addOverrideProperty("mail.retry", "500ms");
        Files.writeString(drop.resolve("note.txt"), "x");
        AtomicInteger failures = new AtomicInteger();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport application) {
                application.getCamelContext().getManagementStrategy().addEventNotifier(countingFailures(failures));
            }
        });
        main.start();
        assertThat(main.getCamelContext().getStatus().isStarted()).isTrue();
        patiently().until(() -> failures.get() >= 2);

        main.stop();

        assertThat(drop.resolve("note.txt")).hasContent("x");
        assertThat(drop.resolve("failed/note.txt")).doesNotExist();
        assertThat(drop.resolve("done/note.txt")).doesNotExist();
    }

    private static EventNotifier countingFailures(AtomicInteger failures) {
        return new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeFailedEvent failed
                        && MailDropRoutes.ROUTE_ID.equals(failed.getExchange().getFromRouteId())) {
                    failures.incrementAndGet();
                }
            }
        };
    }

    private void assertFailed(String file, String... reasons) {
        Path reason = drop.resolve("failed/" + file + ".reason.txt");
        patiently().untilAsserted(() -> {
            assertThat(reason).content().contains(reasons);
            assertThat(drop.resolve("failed/" + file)).exists();
            assertThat(drop.resolve(file)).doesNotExist();
        });
    }

    private AcceptedMail mailWithSubject(String subject) {
        patiently().until(() -> sandbox().mails().stream()
                .anyMatch(mail -> mail.subject().equals(subject)));
        return sandbox().mails().stream()
                .filter(mail -> mail.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private GraphMailSandbox sandbox() {
        return embedded.sandbox().orElseThrow();
    }

    private interface Change {
        void apply(GraphMailConfiguration configuration);
    }

    /** The embedded sandbox stands in for a real tenant whose settings are changed after it has been signed in to. */
    private void withTenant(Change change, String sender) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport application) {
                change.apply(application
                        .getCamelContext()
                        .getComponent("graphmail", GraphMailComponent.class)
                        .getConfiguration());
                application.getCamelContext().getPropertiesComponent().addOverrideProperty("mail.sender", sender);
            }
        });
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
