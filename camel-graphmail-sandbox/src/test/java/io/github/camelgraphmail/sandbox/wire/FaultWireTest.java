package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault as a client gets to see it, and what is in the mailbox afterwards. */
class FaultWireTest {

    private static final String ERP = "erp@contoso.com";
    private static final String MAIL =
            "{\"message\":{\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";

    private static GraphMailSandbox sandbox;
    private static SandboxClient client;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
        sandbox.update(
                sandbox.tenant().apps().get(0).clientId(),
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, BEFORE, 429, ApplicationThrottled, 0",
        "UNAVAILABLE, BEFORE, 503, ServiceUnavailable, 0",
        "UNAVAILABLE, AFTER, 503, ServiceUnavailable, 1",
        "TIMED_OUT, BEFORE, 504, UnknownError, 0",
        "TIMED_OUT, AFTER, 504, UnknownError, 1",
        "INTERNAL_ERROR, AFTER, 500, ErrorInternalServerTransientError, 1",
    })
    void answersInGraphsForm(FaultKind kind, Moment moment, int status, String code, int accepted) {
        sandbox.faults().plan(kind.plan(moment));

        HttpResponse<String> answer = client.sendMail(ERP, MAIL);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error").path("code").asText()).isEqualTo(code);
        assertThat(sandbox.mails()).hasSize(accepted);
        assertThat(client.sendMail(ERP, MAIL).statusCode()).isEqualTo(202);
    }

    @Test
    void saysHowLongToWait() {
        sandbox.faults().plan(FaultKind.THROTTLED.plan(Moment.BEFORE, Duration.ofSeconds(30)));
        assertThat(client.sendMail(ERP, MAIL).headers().firstValue("Retry-After"))
                .contains("30");

        sandbox.faults().plan(FaultKind.ACCEPTED_LATER.plan());
        HttpResponse<String> accepted = client.sendMail(ERP, MAIL);
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Retry-After")).contains("1");
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void answersAsAGatewayInBetweenDoes() {
        sandbox.faults().plan(FaultKind.BAD_GATEWAY.plan());

        HttpResponse<String> answer = client.sendMail(ERP, MAIL);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(answer.body()).startsWith("<html>");
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, BEFORE, 0", "CLOSED, AFTER, 1", "TRUNCATED, AFTER, 1"})
    void breaksOff(FaultKind kind, Moment moment, int accepted) {
        String token = client.token();
        sandbox.faults().plan(kind.plan(moment));

        assertThatThrownBy(() -> HTTP.send(sendMail(token).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.io.IOException.class);
        assertThat(sandbox.mails()).hasSize(accepted);
    }

    @Test
    void leavesAClientWaiting() {
        String token = client.token();
        sandbox.faults().plan(FaultKind.STALLED.plan(Moment.AFTER));

        assertThatThrownBy(() -> HTTP.send(
                        sendMail(token).timeout(Duration.ofMillis(300)).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void answersLate() {
        String token = client.token();
        sandbox.faults().plan(FaultKind.SLOW.plan(Moment.AFTER, Duration.ofMillis(200)));
        long before = System.nanoTime();

        assertThat(client.send(sendMail(token)).statusCode()).isEqualTo(202);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void hidesWhatWasSentForAWhile() {
        sandbox.faults().plan(FaultKind.HIDDEN.plan(Moment.AFTER, Duration.ofMinutes(1)));
        assertThat(client.sendMail(ERP, MAIL).statusCode()).isEqualTo(202);
        assertThat(client.sendMail(ERP, MAIL).statusCode()).isEqualTo(202);

        assertThat(sentItems()).isEqualTo(1);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(sentItems()).isEqualTo(2);
    }

    @Test
    void callsTokensBack() {
        String token = client.token();
        sandbox.faults().plan(FaultKind.TOKEN_REVOKED.plan());

        HttpResponse<String> refused = client.send(sendMail(token));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(client.send(sendMail(token)).statusCode()).isEqualTo(401);
        assertThat(client.send(sendMail(client.token())).statusCode()).isEqualTo(202);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void endsAnUploadSession() throws Exception {
        String draft = json(client.post("/v1.0/users/" + ERP + "/messages", "{}"))
                .path("id")
                .asText();
        String session = json(client.post(
                        "/v1.0/users/" + ERP + "/messages/"
                                + draft.replace("/", "%2F").replace("+", "%2B") + "/attachments/createUploadSession",
                        "{\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"a\",\"size\":3200000}}"))
                .path("uploadUrl")
                .asText();
        FaultPlan expired = FaultKind.SESSION_EXPIRED.plan();
        assertThat(expired.operations()).containsExactly(Operation.UPLOAD);
        sandbox.faults().plan(expired.forMailbox(ERP));

        assertThat(put(session).statusCode()).isEqualTo(404);
        assertThat(put(session).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> put(String session) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(session))
                        .header("Content-Range", "bytes 0-0/3200000")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[1]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder sendMail(String token) {
        return client.sendMailRequest(ERP, "application/json", MAIL).header("Authorization", "Bearer " + token);
    }

    private static int sentItems() {
        HttpResponse<String> list = client.send(HttpRequest.newBuilder(
                        URI.create(sandbox.http() + "/v1.0/users/" + ERP + "/mailFolders/sentitems/messages"))
                .header("Authorization", "Bearer " + client.token()));
        return json(list).path("value").size();
    }
}
