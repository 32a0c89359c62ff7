package io.github.camelgraphmail.starter.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The example as it is, sending to a sandbox. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // As tests switch it off otherwise.
            "management.prometheus.metrics.export.enabled=true",
            "management.endpoints.web.exposure.include=health,prometheus,env,configprops",
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always"
        })
class MailApplicationTest {

    private static final GraphMailSandbox SANDBOX = GraphMailSandbox.start();

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void tenant(DynamicPropertyRegistry properties) {
        Map<String, String> tenant = new HashMap<>(SANDBOX.signIn());
        tenant.put("authority-host", SANDBOX.http().toString());
        tenant.put("graph-endpoint", SANDBOX.http().toString());
        tenant.forEach((name, value) -> properties.add("camel.component.graphmail." + name, () -> value));
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static String secret() {
        return SANDBOX.signIn().get("client-secret");
    }

    private String get(String path) {
        return http.getForObject("/actuator/" + path, String.class);
    }

    @Test
    void mailsNotesAndShowsHowItGoes() {
        ResponseEntity<Void> answer = http.postForEntity("/notes", "The printer is on fire", Void.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        await().untilAsserted(() -> assertThat(SANDBOX.mails())
                .extracting(mail -> mail.message().subject())
                .containsExactlyInAnyOrder("Started", "A note"));
        AcceptedMail note = SANDBOX.mails().stream()
                .filter(mail -> mail.message().subject().equals("A note"))
                .findFirst()
                .orElseThrow();
        assertThat(note.message().importance()).isEqualTo("high");
        assertThat(note.message().body().content()).isEqualTo("The printer is on fire");
        assertThat(get("prometheus"))
                .contains("graphmail_mails_sent_total{component=\"graphmail\",delivery=\"direct\"} 2.0");
        assertThat(get("health"))
                .contains("\"status\":\"UP\"", "producer:graphmail-sign-in-client", "graphmail.token.expiry")
                .doesNotContain(secret());
    }

    @Test
    void showsNoSecret() {
        String clientId = SANDBOX.signIn().get("client-id");

        assertThat(get("env")).contains(clientId, "client-secret").doesNotContain(secret());
        assertThat(get("configprops")).contains(clientId, "clientSecret").doesNotContain(secret());
    }
}
