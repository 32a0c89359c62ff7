package io.github.camelgraphmail.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests behind a mail, as the page shows them. */
class RequestLogWireTest {

    private static final String MAIL =
            "{\"subject\":\"Logged\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}";

    private GraphMailSandbox sandbox;
    private SandboxClient client;

    @BeforeEach
    void start() {
        sandbox = GraphMailSandbox.start();
        sandbox.update(
                SandboxConfiguration.CLIENT_ID,
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
        client = SandboxClient.plain(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void showsAllRequestsOfADraft() {
        String user = "/v1.0/users/erp@contoso.com/messages";
        HttpResponse<String> draft = client.post(user, MAIL);
        String message =
                user + "/" + SandboxClient.json(draft).path("id").asText().replace("/", "%2F");
        client.post(
                message + "/attachments",
                "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a.txt\",\"contentBytes\":\"QQ==\"}");
        client.post(user, MAIL);
        client.post(message + "/send", "");

        String page = requestsOf(sandbox.mails().get(0).id());

        assertThat(page).contains("201", "/attachments<", "/send<", "202", "Sandbox ERP");
        assertThat(page.split("class=\"method\"")).hasSize(4);
        assertThat(client.get("/mails/1").body()).contains("<dd>draft</dd>");
    }

    @Test
    void showsTheAttemptsThatCameToNothingUnderTheSameClientRequestId() {
        sandbox.faults().plan(FaultKind.UNAVAILABLE.plan(Fault.Moment.BEFORE));
        String id = UUID.randomUUID().toString();
        assertThat(send(id).statusCode()).isEqualTo(503);
        assertThat(send(id).statusCode()).isEqualTo(202);

        assertThat(requestsOf(1)).contains("503", "fault: answered 503 before it was carried out", "202");
    }

    @Test
    void namesTheErrorOfARefusedRequestAndNoUploadSession() {
        client.sendMail("nobody@contoso.com", "{\"message\":" + MAIL + "}");
        client.send(client.request("/api/gv1.0/AttachmentSessions/secret-session-id")
                .PUT(HttpRequest.BodyPublishers.ofString("x")));

        await().until(() -> client.get("/requests").body().contains("AttachmentSessions/…"));
        assertThat(client.get("/requests").body())
                .contains("404", "ErrorInvalidUser", "/v1.0/users/nobody@contoso.com/sendMail")
                .doesNotContain("secret-session-id");
    }

    private HttpResponse<String> send(String clientRequestId) {
        return client.send(client.sendMailRequest("erp@contoso.com", "application/json", "{\"message\":" + MAIL + "}")
                .header("Authorization", "Bearer " + client.token())
                .header("client-request-id", clientRequestId));
    }

    /** A request is noted when it has ended, which may be after its answer was read. */
    private String requestsOf(long mail) {
        return await().until(
                        () -> client.get("/mails/" + mail + "?view=requests").body(), page -> page.contains(">202<"));
    }
}
