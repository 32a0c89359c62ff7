package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.metrics.GraphMailMetrics;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is given by an application that has a meter registry, and that the dashboard asks for nothing else. */
class DashboardTest extends SandboxTestSupport {

    private static final Path DASHBOARD = Path.of("../docs/observability/graphmail-dashboard.json");
    private static final Path DOCUMENT = Path.of("../docs/observability.md");
    private static final Pattern METRIC = Pattern.compile("\\bgraphmail_[a-z_]+");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z, ]+)\\)");

    @TempDir
    private static Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getRegistry().bind("registry", registry);
        return context;
    }

    @Override
    protected void configure(GraphMailConfiguration configuration) {
        super.configure(configuration);
        AppCertificate certificate = AppCertificate.create(
                "erp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(10)));
        sandbox.update(configuration.getClientId(), app -> app.withCertificate(certificate.certificate()));
        configuration.setClientSecret(null);
        try {
            configuration.setClientCertificate("file:" + certificate.writePem(folder.resolve("erp.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to("graphmail:erp@contoso.com?to=ops@contoso.com");
            }
        };
    }

    private GraphMailComponent component() {
        return context.getComponent("graphmail", GraphMailComponent.class);
    }

    @Test
    void findsTheRegistryAndLeavesNothingInItAtTheEnd() {
        template.sendBody("direct:mail", "Hello");
        assertThat(registry.scrape())
                .contains("graphmail_mails_sent_total{component=\"graphmail\",delivery=\"direct\"} 1.0")
                .contains(
                        "graphmail_mails_failed_total{component=\"graphmail\",exception=\"InvalidMailException\"} 0.0");

        component().stop();

        assertThat(metrics(registry.scrape())).isEmpty();
    }

    @Test
    void givesWhatTheDashboardAndTheDocumentAskFor() throws IOException {
        template.sendBody("direct:mail", "Hello");
        sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.BEFORE, Fault.delay(Duration.ofSeconds(2))));
        template.asyncSendBody("direct:mail", "Hello again");
        await().until(() -> component().getStatistics().inFlight() == 1);
        // As the component does every ten seconds.
        new GraphMailMetrics(component(), "graphmail").bindTo(registry);

        String scrape = registry.scrape();

        Set<String> given = metrics(scrape.replaceAll("(?m)^#.*$", ""));
        Set<String> asked = new TreeSet<>();
        for (String query : queries()) {
            assertThat(metrics(query)).as("a metric in: " + query).isNotEmpty();
            asked.addAll(metrics(query));
            LABELS.matcher(query).results().forEach(labels -> assertThat(scrape)
                    .as("label of: " + query)
                    .contains(labels.group(1) + "=\""));
        }
        assertThat(asked).hasSizeGreaterThan(15).isSubsetOf(given);
        assertThat(given).as("what the dashboard shows").isEqualTo(asked);
        assertThat(metrics(Files.readString(DOCUMENT)))
                .as("metrics named in docs/observability.md")
                .isEqualTo(given);
    }

    private static List<String> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> queries = new ArrayList<>();
        dashboard.findValues("expr").forEach(query -> queries.add(query.asText()));
        dashboard.findValues("definition").forEach(query -> queries.add(query.asText()));
        return queries;
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
