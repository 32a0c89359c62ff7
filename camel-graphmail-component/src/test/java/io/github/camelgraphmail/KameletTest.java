package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Kamelet as an integration uses it: found on the class path, in a route in YAML. */
class KameletTest extends SandboxTestSupport {

    private static final String KAMELET = "/kamelets/graphmail-sink.kamelet.yaml";
    /** Of the characters that Entra makes secrets of. */
    private static final String SECRET = "qX8~Q.a_b-C1d2E3f4G5h6";

    private static final String ROUTES = """
            - route:
                from:
                  uri: direct:component
                  steps:
                    - to:
                        uri: kamelet:graphmail-sink
                        parameters:
                          sender: erp@contoso.com
                          to: '"Mueller, Eva" <eva@contoso.com>; ops@contoso.com'
                          subject: Nightly report
                          contentType: text/html
            - route:
                from:
                  uri: direct:own-credentials
                  steps:
                    - to:
                        uri: kamelet:graphmail-sink
                        parameters:
                          sender: erp@contoso.com
                          tenantId: '{{tenant}}'
                          clientId: '{{client}}'
                          clientSecret: '{{secret}}'
            - route:
                from:
                  uri: direct:once
                  steps:
                    - to:
                        uri: kamelet:graphmail-sink
                        parameters:
                          sender: erp@contoso.com
                          to: ops@contoso.com
                          idempotencyKey: '${header.orderId}'
            """;

    private AppRegistration app() {
        return sandbox.app(sandbox.tenant().apps().get(0).clientId());
    }

    @BeforeEach
    void registerTheApp() {
        sandbox.update(app().clientId(), app -> app.withSecret(SECRET, Optional.empty())
                .withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
    }

    @Override
    protected Pace pace() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(50));
    }

    private void loadRoutes() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty("tenant", sandbox.tenant().id());
        context.getPropertiesComponent().addInitialProperty("client", app().clientId());
        context.getPropertiesComponent().addInitialProperty("secret", SECRET);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.yaml", ROUTES));
    }

    @Test
    void sendsAsTheComponentIsConfigured() throws Exception {
        loadRoutes();

        Exchange exchange =
                template.send("direct:component", mail -> mail.getMessage().setBody("<p>All well</p>"));

        assertThat(exchange.getException()).isNull();
        AcceptedMail mail = onlyMail();
        assertThat(mail.message().subject()).isEqualTo("Nightly report");
        assertThat(mail.message().to()).extracting(Object::toString).hasSize(2);
        assertThat(mail.message().body().content()).contains("All well");
    }

    @Test
    void signsInWithItsOwnSecretAndShowsItNowhere() throws Exception {
        component().getConfiguration().setClientSecret("another");
        loadRoutes();

        Exchange exchange = template.send("direct:own-credentials", mail -> mail.getMessage()
                .setHeaders(Map.of(GraphMailConstants.TO, "ops@contoso.com")));

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.mails()).hasSize(1);
        List<String> shown = new ArrayList<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            shown.add(endpoint.toString());
        }
        assertThat(shown).anyMatch(uri -> uri.contains("graphmail")).noneMatch(uri -> uri.contains("qX8"));
    }

    @Test
    void sendsWhatHasTheSameKeyOnce() throws Exception {
        loadRoutes();

        for (String order : List.of("1", "2", "1")) {
            template.sendBodyAndHeader("direct:once", "text", "orderId", order);
        }

        assertThat(sandbox.mails()).hasSize(2);
    }

    private GraphMailComponent component() {
        return context.getComponent("graphmail", GraphMailComponent.class);
    }

    /** What it names is an option, and every property is used. */
    @Test
    void namesNothingThatIsNoOption() throws IOException {
        String kamelet = resource(KAMELET);
        JsonNode options = new ObjectMapper()
                .readTree(resource("/META-INF/io/github/camelgraphmail/graphmail.json"))
                .path("properties");
        Matcher parameters = Pattern.compile("(?m)^ {14}(\\w+): \"\\{\\{\\??(\\w+)}}\"$")
                .matcher(kamelet.substring(kamelet.indexOf("  template:")));
        List<String> passed = new ArrayList<>();
        while (parameters.find()) {
            assertThat(parameters.group(2)).isEqualTo(parameters.group(1));
            passed.add(parameters.group(1));
        }
        List<String> properties = Pattern.compile("(?m)^ {6}(\\w+):$")
                .matcher(kamelet.substring(kamelet.indexOf("    properties:"), kamelet.indexOf("  dependencies:")))
                .results()
                .map(property -> property.group(1))
                .toList();

        assertThat(passed).containsExactlyElementsOf(properties).allMatch(options::has);
        for (String property : properties) {
            boolean password = Pattern.compile("(?m)^ {6}" + property + ":\\n(?: {8}.*\\n)*? {8}format: password")
                    .matcher(kamelet)
                    .find();
            assertThat(password)
                    .as(property + " is described as a secret")
                    .isEqualTo(options.path(property).path("secret").asBoolean());
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = KameletTest.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
