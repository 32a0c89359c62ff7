package io.github.camelgraphmail.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes while a sandbox runs, over HTTP. */
class ControlApiTest {

    private static final String ERP = "erp@contoso.com";
    private static final String APP = SandboxConfiguration.CLIENT_ID;
    private static final String MAIL =
            "{\"message\":{\"subject\":\"Invoice 7\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static GraphMailSandbox sandbox;
    private static SandboxClient graph;

    @BeforeAll
    static void start() {
        sandbox = GraphMailSandbox.start();
        graph = SandboxClient.plain(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void startAnew() {
        sandbox.reset();
    }

    @Test
    void addsChangesAndRemovesMailboxes() throws Exception {
        assertThat(send("POST", "/mailboxes", "{\"address\":\"New@contoso.com\",\"aliases\":[\"n@contoso.com\"]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(graph.sendMail("new@contoso.com", MAIL).statusCode()).isEqualTo(202);

        JsonNode changed = json(send("PATCH", "/mailboxes/new@contoso.com", "{\"state\":\"unlicensed\"}"));
        assertThat(changed.path("state").asText()).isEqualTo("unlicensed");
        assertThat(changed.path("aliases").get(0).asText()).isEqualTo("n@contoso.com");
        assertThat(graph.sendMail("new@contoso.com", MAIL).statusCode()).isEqualTo(404);

        assertThat(send("DELETE", "/mailboxes/new@contoso.com", null).statusCode())
                .isEqualTo(204);
        assertThat(send("DELETE", "/mailboxes/new@contoso.com", null).statusCode())
                .isEqualTo(404);
        assertThat(json(send("GET", "/mailboxes", null)).findValuesAsText("address"))
                .containsExactlyInAnyOrder(ERP, "noreply@contoso.com", "ops@contoso.com", "ceo@contoso.com");
    }

    @Test
    void registersAnApplicationAndTellsNoSecret() throws Exception {
        String secret = "a-very-secret-value";
        JsonNode app = json(send(
                "POST",
                "/apps",
                "{\"clientId\":\"b2\",\"displayName\":\"Shop\",\"secrets\":[\"" + secret
                        + "\"],\"roles\":[\"Mail.Send\"]}"));

        assertThat(app.path("rolesInTokens").get(0).asText()).isEqualTo("Mail.Send");
        assertThat(sandbox.app("b2").clientSecret()).isEqualTo(secret);
        assertThat(send("GET", "/apps", null).body()).contains("Shop").doesNotContain(secret);

        send("PATCH", "/apps/b2", "{\"roles\":[]}");
        assertThat(sandbox.app("b2").principal().roles()).isEmpty();
        assertThat(sandbox.app("b2").clientSecret()).isEqualTo(secret);
        assertThat(send("DELETE", "/apps/b2", null).statusCode()).isEqualTo(204);
        assertThat(send("PATCH", "/apps/b2", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void revokesTokens() throws Exception {
        String token = graph.token();

        assertThat(send("POST", "/apps/" + APP + "/revoke-tokens", "").statusCode())
                .isEqualTo(204);

        assertThat(graph.send(graph.sendMailRequest(ERP, "application/json", MAIL)
                                .header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void setsPoliciesAssignmentsAndGrants() throws Exception {
        JsonNode policy = json(send(
                "POST",
                "/policies",
                "{\"app\":\"" + APP + "\",\"right\":\"restrict\",\"mailboxes\":[\"" + ERP + "\"]}"));
        assertThat(graph.sendMail("ceo@contoso.com", MAIL).body()).contains("[RAOP]");

        JsonNode assignment = json(send(
                "POST",
                "/assignments",
                "{\"app\":\"" + APP + "\",\"role\":\"Application Mail.Send\",\"mailboxes\":[\"ceo@contoso.com\"]}"));
        assertThat(graph.sendMail("ceo@contoso.com", MAIL).statusCode()).isEqualTo(202);

        send("POST", "/send-grants", "{\"mailbox\":\"" + ERP + "\",\"from\":\"noreply@contoso.com\"}");
        assertThat(json(send("GET", "/send-grants", null)).get(0).path("kind").asText())
                .isEqualTo("send-as");

        assertThat(json(send("GET", "/policies", null)).get(0)).isEqualTo(policy);
        assertThat(json(send("GET", "/assignments", null)).get(0)).isEqualTo(assignment);
        String id = policy.path("id").asText();
        assertThat(send("DELETE", "/assignments/" + id, null).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/policies/" + id, null).statusCode()).isEqualTo(204);
        assertThat(sandbox.access().rules().policies()).isEmpty();
    }

    @Test
    void playsFaults() throws Exception {
        JsonNode planned = json(send(
                "POST",
                "/faults",
                "{\"fault\":\"unavailable\",\"moment\":\"after\",\"times\":2,\"mailbox\":\"" + ERP + "\"}"));
        assertThat(graph.sendMail(ERP, MAIL).statusCode()).isEqualTo(503);
        assertThat(sandbox.mails()).hasSize(1);
        assertThat(json(send("GET", "/faults", null)).get(0).path("played").asInt())
                .isEqualTo(1);

        assertThat(send("DELETE", "/faults/" + planned.path("id").asText(), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(graph.sendMail(ERP, MAIL).statusCode()).isEqualTo(202);

        JsonNode kinds = json(send("GET", "/fault-kinds", null));
        assertThat(kinds).hasSameSizeAs(FaultKind.values());
        assertThat(kinds.get(0).path("moments").get(0).asText()).isEqualTo("before");
    }

    @Test
    void findsMailsAndWaitsForOne() throws Exception {
        graph.sendMail(ERP, MAIL);

        assertThat(json(send("GET", "/mails?mailbox=ERP@contoso.com&subject=invoice", null)))
                .hasSize(1);
        assertThat(json(send("GET", "/mails?to=nobody@contoso.com", null))).isEmpty();
        JsonNode mail = json(send("GET", "/mails/" + sandbox.mails().get(0).id(), null));
        assertThat(mail.path("to").get(0).path("address").asText()).isEqualTo("ops@contoso.com");
        assertThat(send("GET", "/mails/999999", null).statusCode()).isEqualTo(404);

        CompletableFuture<HttpResponse<String>> awaited = HTTP.sendAsync(
                request("GET", "/mails/await?subject=late&timeout=20s", null).build(), BodyHandlers.ofString());
        graph.sendMail(ERP, MAIL.replace("Invoice 7", "Late at last"));
        assertThat(json(awaited.get(20, TimeUnit.SECONDS)).path("subject").asText())
                .isEqualTo("Late at last");
        HttpResponse<String> never = send("GET", "/mails/await?subject=never&timeout=10ms", null);
        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(never.body()).contains("PT0.01S", "there are: 2");

        long first = sandbox.mails().get(0).id();
        assertThat(send("DELETE", "/mails/" + first, null).statusCode()).isEqualTo(204);
        assertThat(sandbox.mails()).isNotEmpty().noneMatch(kept -> kept.id() == first);
        assertThat(send("DELETE", "/mails/" + first, null).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/mails", null).statusCode()).isEqualTo(204);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void letsTimePassAndSetsEverythingBack() throws Exception {
        send("PUT", "/propagation", "{\"delay\":\"30m\"}");
        assertThat(sandbox.propagation().delay()).isEqualTo(Duration.ofMinutes(30));
        JsonNode clock = json(send("POST", "/clock/advance", "{\"by\":\"2h\"}"));
        assertThat(clock.path("ahead").asText()).isEqualTo("PT2H");

        assertThat(send("POST", "/reset", "").statusCode()).isEqualTo(204);

        assertThat(sandbox.clock().ahead()).isZero();
        assertThat(sandbox.propagation().delay()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /mailboxes | {\"address\":\"erp@contoso.com\"} | 400 | address: erp@contoso.com is there already",
                "POST | /mailboxes | {\"adress\":\"x@y.z\"} | 400 | adress: there is no such setting; here are address,",
                "PATCH | /mailboxes/erp@contoso.com | {\"address\":\"x@y.z\"} | 400 | address: erp@contoso.com can't become x@y.z",
                "POST | /policies | {\"app\":\"x\",\"right\":\"deny\",\"mailboxes\":[]} | 400 | app: no application has the client id x",
                "POST | /faults | {} | 400 | fault: it is missing",
                "POST | /faults | { | 400 | line 1",
                "POST | /faults | `` | 400 | body: there is none",
                "POST | /clock/advance | {\"by\":\"-PT1H\"} | 400 | time goes forward alone",
                "POST | /clock/advance | {\"by\":\"now\"} | 400 | now is no length of time",
                "GET | /mails?colour=red | `` | 400 | colour: there is no such parameter",
                "GET | /nothing | `` | 404 | GET /sandbox/api/nothing is not there",
            })
    void saysWhatIsWrong(String method, String path, String body, int status, String message) throws Exception {
        HttpResponse<String> response = send(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").path("message").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415"
    })
    void keepsOtherSitesAway(String header, String value, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.http() + "/sandbox/api/reset"))
                .POST(HttpRequest.BodyPublishers.noBody());
        if (!header.equals("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        sandbox.clock().advance(Duration.ofHours(1));

        HttpResponse<String> response = HTTP.send(request.header(header, value).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(sandbox.clock().ahead()).isPositive();
    }

    @Test
    void letsItsOwnPageIn() throws Exception {
        HttpRequest.Builder request = request("POST", "/reset", "")
                .header("Origin", sandbox.http().toString())
                .header("Sec-Fetch-Site", "same-origin");

        assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(request(method, path, body).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.http() + "/sandbox/api" + path));
        return body == null || body.isEmpty() && method.equals("GET")
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
