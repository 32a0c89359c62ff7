package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** What a running bus shows of itself on its management server. */
class StatusTest {

    private static final Path DASHBOARD = Path.of("../docs/observability/mail-bus-dashboard.json");
    private static final Path DOCUMENT = Path.of("../docs/bus.md");
    private static final Pattern METRIC = Pattern.compile("\\bmailbus_[a-z_]+");

    @TempDir
    private static Path folder;

    private static GraphMailSandbox sandbox;
    private static TestBus bus;
    private static URI server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        sandbox = TestBus.sandbox("erp@contoso.com", "ops@contoso.com");
        // Its port is taken, so that it takes a free one.
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bus = TestBus.start(
                    folder,
                    sandbox,
                    Map.of(
                            "camel.management.enabled", "true",
                            "bus.management.port", String.valueOf(taken.getLocalPort()),
                            "bus.doctor.period", "1h",
                            "bus.node", "node-1",
                            "bus.alarm.period", "1h",
                            "camel.component.graphmail.forbidden-sender", "ceo@contoso.com"));
            server = ManagementPort.address(bus.main().getCamelContext()).orElseThrow();
            assertThat(server.getPort()).isNotEqualTo(taken.getLocalPort());
        }
        JmsTemplate jms = new JmsTemplate(bus.connections());
        jms.convertAndSend("mail.jobs", "{\"id\": \"good\", \"to\": \"ops@contoso.com\", \"subject\": \"Hello\"}");
        jms.convertAndSend(
                "mail.jobs",
                "{\"id\": \"<script>alert(1)</script>\", \"to\": \"eva@fabrikam.com\", \"sender\": \"hr@contoso.com\"}");
        patiently().until(() -> sandbox.accepted() == 1 && bus.deadLetters().size() == 1);
    }

    @AfterAll
    static void stop() {
        bus.close();
        sandbox.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void showsQueuesJobsDeadLettersAndWhatTheDoctorSays() {
        patiently().untilAsserted(() -> {
            HttpResponse<String> page = get("/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(page.body())
                    .contains("<h1>A dead letter waits for somebody to look at it.</h1>", "node-1")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "MailNotPermittedException")
                    .contains("The application could sign in", "<strong>Forbidden sender ceo@contoso.com</strong>")
                    .doesNotContain("<script", "fabrikam");
        });
    }

    @Test
    void servesWhatThePageNeedsAndNothingThatChanges() throws Exception {
        assertThat(get("/status.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(get("/icon.svg").headers().firstValue("Content-Type")).contains("image/svg+xml");
        HttpResponse<String> posted = http.send(
                HttpRequest.newBuilder(server)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(get("/mail-jobs").statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyThoughGraphIsDown() throws Exception {
        sandbox.faults()
                .atRate(
                        new Fault(Fault.Operation.FIND, Fault.Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")),
                        1);
        try {
            new JmsTemplate(bus.connections())
                    .convertAndSend(
                            "mail.jobs", "{\"id\": \"later\", \"to\": \"ops@contoso.com\", \"subject\": \"x\"}");
            patiently().until(() -> get("/").body().contains("Graph takes no mails since"));
            assertThat(get("/observe/health/ready?exposureLevel=full").body()).contains("\"intake\"");
            assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
            assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        } finally {
            sandbox.faults().clear();
        }
        patiently().until(() -> sandbox.mails().stream()
                .anyMatch(mail -> mail.subject().equals("x")));
    }

    @Test
    void givesTheMetricsThatDocumentAndDashboardAskFor() throws Exception {
        String scrape = get("/observe/metrics").body();

        assertThat(scrape)
                .contains("mailbus_attempts_total{outcome=\"dead\"} 1.0", "graphmail_mails_sent_total")
                .containsPattern("mailbus_jobs_taken_total\\{input=\"queue\"} [23]\\.0")
                .contains("mailbus_queue_messages{queue=\"outbox\"}");
        Set<String> given = metrics(scrape.replaceAll("(?m)^#.*$", ""));
        assertThat(metrics(Files.readString(DOCUMENT))).as("docs/bus.md").isEqualTo(given);
        List<String> queries = queries();
        assertThat(queries)
                .isNotEmpty()
                .allSatisfy(query -> assertThat(metrics(query)).isNotEmpty().isSubsetOf(given));
        assertThat(metrics(String.join(" ", queries)))
                .as("what the dashboard shows")
                .isEqualTo(given);
    }

    private static List<String> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> queries = new ArrayList<>();
        dashboard.findValues("expr").forEach(query -> queries.add(query.asText()));
        return queries;
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
