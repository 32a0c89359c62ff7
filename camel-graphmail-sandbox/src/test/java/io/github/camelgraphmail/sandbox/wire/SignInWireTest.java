package io.github.camelgraphmail.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ManagedIdentity;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How applications sign in to the sandbox, and what becomes of their tokens, over HTTP. */
class SignInWireTest {

    private static final String SCOPE = "https://graph.microsoft.com/.default";
    private static final String MAIL =
            "{\"message\":{\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";
    private static final String MACHINE = "a1a1a1a1-0000-4000-8000-000000000001";
    private static final String ASSIGNED = "a1a1a1a1-0000-4000-8000-000000000002";

    private GraphMailSandbox sandbox;
    private SandboxClient client;
    private AppRegistration app;

    @BeforeEach
    void start() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant tenant = defaults.tenant();
        app = tenant.apps().get(0);
        sandbox = GraphMailSandbox.start(defaults.withTenant(new Tenant(
                tenant.id(),
                tenant.mailboxes(),
                tenant.apps(),
                List.of(
                        new ManagedIdentity(
                                new ServicePrincipal(MACHINE, "VM", Set.of(ServicePrincipal.MAIL_SEND)), true),
                        new ManagedIdentity(new ServicePrincipal(ASSIGNED, "ERP", Set.of()), false)))));
        sandbox.access().assign(ASSIGNED, ApplicationRole.MAIL_SEND, MailboxScope.organization());
        client = SandboxClient.plain(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void takesEitherSecretWhileOneIsRotated() {
        sandbox.update(app.clientId(), registered -> registered.withSecret("new-secret", Optional.empty()));
        assertThat(token(app.clientSecret()).statusCode()).isEqualTo(200);
        assertThat(token("new-secret").statusCode()).isEqualTo(200);

        sandbox.update(app.clientId(), registered -> registered.withoutSecret(app.clientSecret()));
        assertThat(errorCode(token(app.clientSecret()))).isEqualTo(7000215);
        assertThat(token("new-secret").statusCode()).isEqualTo(200);
        assertThat(sandbox.signIn()).containsEntry("client-secret", "new-secret");
    }

    @Test
    void refusesASecretThatHasEnded() {
        sandbox.update(
                app.clientId(),
                registered ->
                        registered.withSecret("old", Optional.of(Instant.now().minusSeconds(1))));

        assertThat(errorCode(token("old"))).isEqualTo(7000222);
    }

    @Test
    void answersARevokedTokenWithAChallengeWhereTheClientCanTakeIt() throws Exception {
        String capable = accessToken(
                token(app.clientSecret(), Map.of("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}")));
        String plain = accessToken(token(app.clientSecret()));
        assertThat(sendMail(capable).statusCode()).isEqualTo(202);

        sandbox.revokeTokens(app.clientId());

        HttpResponse<String> challenged = sendMail(capable);
        assertThat(challenged.statusCode()).isEqualTo(401);
        String challenge = challenged.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge).contains("error=\"insufficient_claims\"");
        String claims = challenge.replaceFirst(".*claims=\"([^\"]+)\".*", "$1");
        assertThat(new String(Base64.getDecoder().decode(claims), StandardCharsets.UTF_8))
                .startsWith("{\"access_token\":{\"nbf\":{\"essential\":true,");
        HttpResponse<String> refused = sendMail(plain);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .doesNotContain("claims");
        assertThat(sendMail(accessToken(token(app.clientSecret()))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void letsAnAppSendThatIsAllowedToInExchangeAlone() {
        sandbox.update(app.clientId(), registered -> registered.withRoles(Set.of()));
        sandbox.access().assign(app.clientId(), ApplicationRole.MAIL_SEND, MailboxScope.of("erp@contoso.com"));

        String token = accessToken(token(app.clientSecret()));

        assertThat(claims(token).has("roles")).isFalse();
        assertThat(sendMail(token).statusCode()).isEqualTo(202);
    }

    @Test
    void givesAVirtualMachineItsToken() {
        String host = sandbox.managedIdentityEnvironments().get("imds").get("AZURE_POD_IDENTITY_AUTHORITY_HOST");
        String address = host + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + "https%3A%2F%2Fgraph.microsoft.com";

        HttpResponse<String> own = get(address, Map.of("Metadata", "true"));
        HttpResponse<String> assigned = get(address + "&client_id=" + ASSIGNED, Map.of("Metadata", "true"));

        assertThat(json(own).path("client_id").asText()).isEqualTo(MACHINE);
        assertThat(json(own).path("expires_on").asLong())
                .isGreaterThan(Instant.now().getEpochSecond());
        assertThat(sendMail(json(own).path("access_token").asText()).statusCode())
                .isEqualTo(202);
        assertThat(sendMail(json(assigned).path("access_token").asText()).statusCode())
                .isEqualTo(202);
        assertThat(get(address, Map.of()).statusCode()).isEqualTo(400);
        assertThat(get(address + "&client_id=nobody", Map.of("Metadata", "true"))
                        .body())
                .contains("Identity not found");
    }

    @Test
    void givesAnAppServiceItsToken() {
        Map<String, String> environment = sandbox.managedIdentityEnvironments().get("app-service");
        String address = environment.get("IDENTITY_ENDPOINT")
                + "?api-version=2019-08-01&resource=https%3A%2F%2Fgraph.microsoft.com";

        HttpResponse<String> own = get(address, Map.of("X-IDENTITY-HEADER", environment.get("IDENTITY_HEADER")));

        assertThat(json(own).path("client_id").asText()).isEqualTo(MACHINE);
        assertThat(get(address, Map.of("X-IDENTITY-HEADER", "guessed")).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> token(String secret) {
        return token(secret, Map.of());
    }

    private HttpResponse<String> token(String secret, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "client_credentials");
        form.put("scope", SCOPE);
        form.put("client_id", app.clientId());
        form.put("client_secret", secret);
        return client.requestToken(form);
    }

    private HttpResponse<String> sendMail(String token) {
        return client.send(client.sendMailRequest("erp@contoso.com", "application/json", MAIL)
                .header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> get(String address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        headers.forEach(request::header);
        return client.send(request);
    }

    private static int errorCode(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        return json(response).path("error_codes").get(0).asInt();
    }

    private static String accessToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).path("access_token").asText();
    }

    private static JsonNode claims(String token) {
        return json(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
