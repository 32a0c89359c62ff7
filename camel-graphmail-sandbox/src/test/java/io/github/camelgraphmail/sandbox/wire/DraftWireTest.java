package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts, large attachments, lookups, limits and faults of the sandbox, as a client sees them. */
class DraftWireTest {

    private static final String MESSAGES = "/v1.0/users/erp@contoso.com/messages";
    private static final String SENT = "/v1.0/users/erp@contoso.com/mailFolders/sentitems/messages";
    private static final String TO_OPS = "\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]";
    private static final String KEY = "String {00020329-0000-0000-C000-000000000046} Name X-Key";
    private static final String IMMUTABLE = "IdType=\"ImmutableId\"";
    private static final int MEGABYTE = 1024 * 1024;

    private GraphMailSandbox sandbox;
    private SandboxClient client;
    private String token;

    @BeforeEach
    void start() {
        start(GraphBehaviour.DEFAULT);
    }

    private void start(GraphBehaviour behaviour) {
        sandbox = GraphMailSandbox.start(SandboxConfiguration.defaults().withBehaviour(behaviour));
        sandbox.update(
                sandbox.tenant().apps().get(0).clientId(),
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
        client = SandboxClient.plain(sandbox);
        token = client.token();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void sendsADraftThatTakesAnotherIdThen() {
        JsonNode draft = json(post(MESSAGES, "{\"subject\":\"Draft\"," + TO_OPS + "}", null));
        String id = draft.path("id").asText();
        assertThat(draft.path("isDraft").asBoolean()).isTrue();
        assertThat(get(MESSAGES + "/" + encoded(id), null).statusCode()).isEqualTo(200);

        assertThat(post(MESSAGES + "/" + encoded(id) + "/send", "", null).statusCode())
                .isEqualTo(202);

        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.mails().get(0).subject()).isEqualTo("Draft");
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
        assertThat(get(MESSAGES + "/" + encoded(id), null).statusCode()).isEqualTo(404);
        assertThat(post(MESSAGES + "/" + encoded(id) + "/send", "", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsTheIdThatAClientAsksToKeep() {
        HttpResponse<String> created = post(MESSAGES, "{" + TO_OPS + "}", IMMUTABLE);
        String path = MESSAGES + "/" + encoded(json(created).path("id").asText());
        assertThat(created.headers().firstValue("Preference-Applied")).contains(IMMUTABLE);

        post(path + "/send", "", IMMUTABLE);

        JsonNode sent = json(get(path, IMMUTABLE));
        assertThat(sent.path("isDraft").asBoolean(true)).isFalse();
        assertThat(post(path + "/send", "", IMMUTABLE).statusCode()).isEqualTo(400);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void findsAMessageByWhatMarksIt() {
        post(
                MESSAGES,
                "{" + TO_OPS
                        + ",\"internetMessageId\":\"<one'two@contoso.com>\",\"singleValueExtendedProperties\":[{\"id\":\""
                        + KEY + "\",\"value\":\"Job 7\"}]}",
                null);

        assertThat(found(MESSAGES, "internetMessageId eq '<one''two@contoso.com>'"))
                .hasSize(1);
        assertThat(found(MESSAGES, "internetMessageId eq '<other@contoso.com>'"))
                .isEmpty();
        assertThat(found(
                        MESSAGES,
                        "singleValueExtendedProperties/Any(ep: ep/id eq '" + KEY + "' and ep/value eq 'JOB 7')"))
                .hasSize(1);
        assertThat(found(SENT, "internetMessageId eq '<one''two@contoso.com>'")).isEmpty();
        assertThat(get(MESSAGES + "?$filter=" + encoded("subject like 'x'"), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsSentMessagesAfterAWhile() {
        sandbox.delayVisibility(Duration.ofDays(1));
        client.sendMail(
                "erp@contoso.com", "{\"message\":{" + TO_OPS + ",\"internetMessageId\":\"<late@contoso.com>\"}}");
        assertThat(found(SENT, "internetMessageId eq '<late@contoso.com>'")).isEmpty();

        sandbox.delayVisibility(Duration.ZERO);
        client.sendMail(
                "erp@contoso.com", "{\"message\":{" + TO_OPS + ",\"internetMessageId\":\"<soon@contoso.com>\"}}");
        assertThat(found(SENT, "internetMessageId eq '<soon@contoso.com>'")).hasSize(1);
    }

    @Test
    void showsSentMessagesAsTheDraftsThatTheyWereForAWhile() {
        sandbox.showFormerState(Duration.ofMinutes(10));
        String id = json(post(MESSAGES, "{\"subject\":\"Draft\"," + TO_OPS + "}", IMMUTABLE))
                .path("id")
                .asText();
        post(MESSAGES + "/" + encoded(id) + "/send", "", IMMUTABLE);

        assertThat(sandbox.mails()).hasSize(1);
        assertThat(json(get(MESSAGES + "/" + encoded(id), IMMUTABLE))
                        .path("isDraft")
                        .asBoolean())
                .isTrue();
        assertThat(json(get("/v1.0/users/erp@contoso.com/mailFolders/drafts/messages", IMMUTABLE))
                        .path("value"))
                .hasSize(1);
        assertThat(post(MESSAGES + "/" + encoded(id) + "/send", "", IMMUTABLE).statusCode())
                .isEqualTo(400);
    }

    @Test
    void changesDraftsAndNothingElse() {
        String id = json(post(MESSAGES, "{\"subject\":\"Draft\"," + TO_OPS + "}", IMMUTABLE))
                .path("id")
                .asText();
        String path = MESSAGES + "/" + encoded(id);
        String mark =
                "{\"subject\":\"Changed\",\"singleValueExtendedProperties\":[{\"id\":\"String {1} Name x\",\"value\":\"v\"}]}";

        assertThat(json(patch(path, mark)).path("subject").asText()).isEqualTo("Changed");
        assertThat(sandbox.drafts("erp@contoso.com")).singleElement().satisfies(draft -> {
            assertThat(draft.message().to()).hasSize(1);
            assertThat(draft.extendedProperties()).containsEntry("String {1} Name x", "v");
        });
        post(path + "/send", "", IMMUTABLE);
        assertThat(patch(path, mark).statusCode()).isEqualTo(400);
    }

    @Test
    void answersLateWhereThatIsPlayed() {
        sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.BEFORE, Fault.delay(Duration.ofMillis(300))));
        long begun = System.nanoTime();

        assertThat(post(
                                "/v1.0/users/erp@contoso.com/sendMail",
                                "{\"message\":{\"subject\":\"Late\"," + TO_OPS + "}}",
                                null)
                        .statusCode())
                .isEqualTo(202);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(300_000_000L);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void attachesSmallFilesByPostAndDeletesDrafts() {
        String path = draft();
        String file =
                "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a.txt\",\"contentBytes\":\"SGk=\"}";

        HttpResponse<String> attached = post(path + "/attachments", file, null);

        assertThat(attached.statusCode()).isEqualTo(201);
        assertThat(json(attached).path("name").asText()).isEqualTo("a.txt");
        assertThat(sandbox.drafts("erp@contoso.com").get(0).message().attachments())
                .extracting(MailAttachment::name)
                .containsExactly("a.txt");
        assertThat(send(request(path, null).DELETE()).statusCode()).isEqualTo(204);
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
    }

    @Test
    void takesALargeFileInRangesWithItsOwnSpellings() {
        byte[] file = random(7 * MEGABYTE);
        String path = draft();
        String url = session(path, file.length);
        assertThat(url).doesNotContain("/v1.0/");

        HttpResponse<String> first = put(url, file, 0, 3 * MEGABYTE);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).path("nextExpectedRanges").get(0).asText()).isEqualTo("" + 3 * MEGABYTE);
        assertThat(json(first).has("ExpirationDateTime")).isTrue();
        assertThat(put(url, file, 0, 3 * MEGABYTE).statusCode())
                .as("again what is there")
                .isEqualTo(416);
        assertThat(put(url, file, 3 * MEGABYTE, 6 * MEGABYTE).statusCode()).isEqualTo(200);
        HttpResponse<String> last = put(url, file, 6 * MEGABYTE, file.length);

        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(last.body()).isEmpty();
        assertThat(last.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).contains("/Attachments('"));
        assertThat(sandbox.drafts("erp@contoso.com").get(0).message().attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.content()).isEqualTo(file));
        assertThat(put(url, file, 0, 10).statusCode()).isEqualTo(404);
        assertThat(sandbox.uploads().acceptedBytes()).isEqualTo(file.length);
    }

    @Test
    void refusesSessionsAndRangesThatAreWrong() {
        String path = draft();
        HttpResponse<String> small = post(path + "/attachments/createUploadSession", announced(3_099_999), null);
        assertThat(small.statusCode()).isEqualTo(400);
        assertThat(json(small).path("error").path("code").asText())
                .isEqualTo("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");

        byte[] file = random(4 * MEGABYTE);
        String url = session(path, file.length);
        assertThat(put(url, file, MEGABYTE, 2 * MEGABYTE).statusCode())
                .as("not the first")
                .isEqualTo(416);
        HttpResponse<String> another = send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", "bytes 0-9/" + (file.length + 1))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[10])));
        assertThat(another.statusCode()).isEqualTo(400);
        HttpResponse<String> withToken = send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", "bytes 0-9/" + file.length)
                .header("Authorization", "Bearer " + token)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[10])));
        assertThat(withToken.statusCode()).isEqualTo(401);

        sandbox.uploads().expireAll();
        assertThat(put(url, file, 0, MEGABYTE).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAFifthRequestToAMailboxAtATime() {
        sandbox.close();
        start(GraphBehaviour.DEFAULT.withLatency(Duration.ofMillis(300)));

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> post("/v1.0/users/erp@contoso.com/sendMail", "{\"message\":{" + TO_OPS + "}}", null)))
                .toList();

        List<Integer> statuses =
                answers.stream().map(answer -> answer.join().statusCode()).toList();
        assertThat(statuses).contains(202);
        assertThat(sandbox.limits().mostInFlight("erp@contoso.com")).isLessThanOrEqualTo(4);
        assertThat(statuses.stream().filter(status -> status == 429).count())
                .isEqualTo(sandbox.limits().refused());
    }

    @Test
    void playsFaultsBeforeAndAfterTheMailIsAccepted() {
        String mail = "{\"message\":{" + TO_OPS + "}}";
        sandbox.faults()
                .once(new Fault(
                        Fault.Operation.SEND_MAIL, Fault.Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")));
        sandbox.faults()
                .once(new Fault(Fault.Operation.SEND_MAIL, Fault.Moment.AFTER, Fault.answer(504, "UnknownError")));
        sandbox.faults().once(new Fault(Fault.Operation.SEND_MAIL, Fault.Moment.AFTER, Fault.close()));

        assertThat(client.sendMail("erp@contoso.com", mail).statusCode()).isEqualTo(503);
        assertThat(sandbox.mails()).isEmpty();
        assertThat(client.sendMail("erp@contoso.com", mail).statusCode()).isEqualTo(504);
        assertThat(sandbox.mails()).hasSize(1);
        assertThatThrownBy(() -> client.sendMail("erp@contoso.com", mail)).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.mails()).hasSize(2);
        assertThat(sandbox.faults().pending()).isZero();
        assertThat(client.sendMail("erp@contoso.com", mail).statusCode()).isEqualTo(202);
    }

    private String draft() {
        return MESSAGES + "/"
                + encoded(json(post(MESSAGES, "{" + TO_OPS + "}", null))
                        .path("id")
                        .asText());
    }

    private String session(String draft, int size) {
        HttpResponse<String> created = post(draft + "/attachments/createUploadSession", announced(size), null);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(created).path("nextExpectedRanges").get(0).asText()).isEqualTo("0-");
        return json(created).path("uploadUrl").asText();
    }

    private static String announced(int size) {
        return "{\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"big.bin\",\"size\":" + size + "}}";
    }

    private HttpResponse<String> put(String url, byte[] file, int from, int to) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Arrays.copyOfRange(file, from, to))));
    }

    private JsonNode found(String messages, String filter) {
        return json(get(messages + "?$select=id&$filter=" + encoded(filter), null))
                .path("value");
    }

    private HttpResponse<String> post(String path, String body, String prefer) {
        return send(request(path, prefer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> patch(String path, String body) {
        return send(request(path, IMMUTABLE)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String prefer) {
        return send(request(path, prefer));
    }

    private HttpRequest.Builder request(String path, String prefer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.http() + path)).header("Authorization", "Bearer " + token);
        return prefer == null ? request : request.header("Prefer", prefer);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return client.send(request);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(0).nextBytes(bytes);
        return bytes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
