package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several requests in one. */
class BatchWireTest {

    private static final String SEND = "\"method\":\"POST\",\"url\":\"/users/erp@contoso.com/sendMail\","
            + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"message\":{\"subject\":\"%s\","
            + "\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";

    private static GraphMailSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = GraphMailSandbox.start();
        client = SandboxClient.plain(sandbox);
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
    void carriesOutAsManyAsTheServiceTakes() throws Exception {
        String twenty = IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":\"" + i + "\"," + SEND.formatted("Mail " + i) + "}")
                .collect(Collectors.joining(","));

        JsonNode responses = json(batch(twenty)).path("responses");

        assertThat(responses)
                .hasSize(20)
                .allMatch(response -> response.path("status").asInt() == 202);
        assertThat(responses.get(0).path("headers").has("request-id")).isTrue();
        assertThat(responses.get(0).has("body")).isFalse();
        assertThat(sandbox.mails()).hasSize(20);
        assertThat(sandbox.limits().refused()).isZero();
        // Over HTTPS it makes them over HTTPS.
        HttpResponse<String> secure = SandboxClient.secure(sandbox)
                .post("/v1.0/$batch", "{\"requests\":[{\"id\":\"a\"," + SEND.formatted("x") + "}]}");
        assertThat(json(secure).path("responses").get(0).path("status").asInt()).isEqualTo(202);
    }

    @Test
    void judgesEachRequestByItself() {
        sandbox.faults().plan(FaultKind.THROTTLED.plan().at(Operation.SEND_MAIL));

        JsonNode responses = json(batch("{\"id\":\"one\"," + SEND.formatted("One") + "},"
                        + "{\"id\":\"two\"," + SEND.formatted("Two") + ",\"dependsOn\":[\"ONE\"]},"
                        + "{\"id\":\"three\"," + SEND.formatted("Three").replace("erp@", "nobody@") + "}"))
                .path("responses");

        assertThat(responses.get(0).path("status").asInt()).isEqualTo(429);
        assertThat(responses.get(0).path("headers").path("Retry-After").asText())
                .isEqualTo("1");
        assertThat(responses.get(0).path("body").path("error").path("code").asText())
                .isEqualTo("ApplicationThrottled");
        assertThat(responses.get(1).path("status").asInt()).isEqualTo(424);
        assertThat(responses.get(2).path("status").asInt()).isEqualTo(404);
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | missing or empty",
                "{\"method\":\"GET\",\"url\":\"/me\"} | needs an id",
                "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"https://graph.microsoft.com/v1.0/me\"} | has to be relative",
                "{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/me\"},{\"id\":\"A\",\"method\":\"GET\",\"url\":\"/me\"} | 'A' of a request is there twice",
                "{\"id\":\"a\",\"method\":\"POST\",\"url\":\"/x\",\"body\":{}} | no Content-Type",
                "{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/x\",\"dependsOn\":[\"b\"]} | depends on 'b'"
            })
    void refusesABatchThatIsNone(String requests, String message) {
        HttpResponse<String> answer = batch(requests);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo("BadRequest");
        assertThat(json(answer).path("error").path("message").asText()).contains(message);
    }

    @Test
    void refusesMoreThanTwenty() {
        String many = IntStream.range(0, 21)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"method\":\"GET\",\"url\":\"/me\"}")
                .collect(Collectors.joining(","));

        assertThat(batch(many).statusCode()).isEqualTo(400);
    }

    @Test
    void wantsATokenForTheWhole() {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(sandbox.http() + "/v1.0/$batch"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> batch(String requests) {
        return client.post("/v1.0/$batch", "{\"requests\":[" + requests + "]}");
    }
}
