package io.github.camelgraphmail.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelgraphmail.AccessTokenProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When there is a sandbox and when there must be none. */
class EmbeddedSandboxTest {

    private final Map<String, String> environment = new HashMap<>();
    private final EmbeddedSandbox embedded = new EmbeddedSandbox("senders", environment::get);
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void isStartedWhenNothingIsConfigured() {
        start("sandbox.start=auto");

        assertThat(embedded.sandbox()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.graphmail.tenant-id=contoso.com",
                "camel.component.graphmail.client-id=c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a",
                "camel.component.graphmail.client-secret-file=/run/secrets/client-secret",
                "camel.component.graphmail.credential-type=managed-identity",
                "camel.component.graphmail.managed-identity-client-id=c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a",
                "camel.component.graphmail.federated-token-file=/run/token"
            })
    void isNotStartedWhenSomethingIsConfigured(String option) {
        start("sandbox.start=auto", option);

        assertThat(embedded.sandbox()).isEmpty();
    }

    @Test
    void isNotStartedForAWorkloadIdentity() {
        environment.put("AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token");

        start("sandbox.start=never");

        assertThat(embedded.sandbox()).isEmpty();
    }

    @Test
    void isNotStartedForAnApplicationWithTokensOfItsOwn() {
        main.bind("tokens", (AccessTokenProvider) request -> {
            throw new AssertionError("Nobody sends");
        });

        start("sandbox.start=never");

        assertThat(embedded.sandbox()).isEmpty();
    }

    @Test
    void wouldRatherNotStartAnApplicationThanHaveItsMailsEndInASandbox() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("sandbox.start=never"))
                .withMessageContainingAll(
                        "Nothing is configured to sign in with",
                        "camel.component.graphmail.tenant-id",
                        "camel.component.graphmail.client-id",
                        "camel.component.graphmail.client-secret-file",
                        "sandbox.start=auto");
    }

    @Test
    void knowsNoOtherWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("sandbox.start=false"))
                .withMessage("sandbox.start: 'false' is none. Write auto or never.");
    }

    private void start(String... settings) {
        Properties properties = new Properties();
        properties.setProperty("senders", "erp@contoso.com");
        properties.setProperty("sandbox.port", "0");
        for (String setting : settings) {
            String[] property = setting.split("=", 2);
            properties.setProperty(property[0], property[1]);
        }
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties);
        main.configure().withRoutesCollectorEnabled(false).withAutoConfigurationLogSummary(false);
        main.addMainListener(embedded);
        main.start();
    }
}
