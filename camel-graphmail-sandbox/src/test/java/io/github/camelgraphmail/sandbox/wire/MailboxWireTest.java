package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mailbox as clients read it, look through it and change what is in it. */
class MailboxWireTest {

    private static final String ERP = "/v1.0/users/erp@contoso.com";
    private static final String SENT = ERP + "/mailFolders/sentitems/messages";
    private static final String KEY = "String {00020329-0000-0000-C000-000000000046} Name X-Key";

    private static GraphMailSandbox sandbox;
    private static SandboxClient client;
    private static AppRegistration app;
    private String token;

    @BeforeAll
    static void start() {
        sandbox = GraphMailSandbox.start();
        client = SandboxClient.plain(sandbox);
        app = sandbox.tenant().apps().get(0);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void startAnew() {
        sandbox.reset();
        consent("Mail.Send", "Mail.ReadWrite");
    }

    private void consent(String... roles) {
        sandbox.update(app.clientId(), registered -> registered.withRoles(Set.of(roles)));
        token = client.token();
    }

    private void sendThree() {
        for (String subject : List.of("Alpha", "Beta 1", "Beta 2")) {
            send(subject, "");
            sandbox.clock().advance(Duration.ofMinutes(1));
        }
    }

    private void send(String subject, String more) {
        HttpResponse<String> sent = post(
                ERP + "/sendMail",
                "{\"message\":{\"subject\":\"" + subject
                        + "\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]" + more + "}}");
        assertThat(sent.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "subject eq 'alpha' | Alpha",
                "startswith(subject,'beta') | Beta 1,Beta 2",
                "contains(subject,'2') or subject eq 'Alpha' | Alpha,Beta 2",
                "not startswith(subject,'Beta') and isDraft eq false | Alpha",
                "(subject eq 'x' or hasAttachments eq false) and endswith(subject,'1') | Beta 1",
                "isRead eq false | ``",
                "from/emailAddress/address eq 'ERP@contoso.com' and subject ne 'Alpha' | Beta 1,Beta 2",
                "toRecipients/any(r:r/emailAddress/address eq 'nobody@contoso.com') | ``",
                "sentDateTime ge 2020-01-01T00:00:00Z and sentDateTime lt 2099-01-01T00:00:00Z | Alpha,Beta 1,Beta 2",
                "categories/any(c:c eq 'Red') | ``",
                "flag/flagStatus eq 'flagged' | ``"
            })
    void filtersMessages(String filter, String subjects) {
        sendThree();

        assertThat(subjects(get(SENT + "?$filter=" + encoded(filter))))
                .isEqualTo(subjects.isEmpty() ? List.of() : List.of(subjects.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$filter | subject eq | Syntax error",
                "$filter | colour eq 'red' | Could not find a property named 'colour'",
                "$filter | startswith(subject | Syntax error",
                "$filter | subject eq 'a' 'b' | Syntax error",
                "$top | many | Invalid value 'many' for $top",
                "$top | 5000 | from 0 to 1000",
                "$orderby | subject upwards | $orderby: subject upwards",
                "$expand | extensions | Could not find a property named 'extensions'"
            })
    void saysWhatItCantRead(String parameter, String value, String message) {
        HttpResponse<String> answer = get(SENT + "?" + encoded(parameter) + "=" + encoded(value));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").path("message").asText()).contains(message);
    }

    @Test
    void ordersCountsAndTurnsPages() {
        sendThree();

        HttpResponse<String> first =
                get(SENT + "?$orderby=" + encoded("sentDateTime desc") + "&$top=2&$count=true&$select=subject");

        assertThat(subjects(first)).containsExactly("Beta 2", "Beta 1");
        assertThat(json(first).path("@odata.count").asInt()).isEqualTo(3);
        assertThat(json(first).path("value").get(0).has("body")).isFalse();
        String next = json(first).path("@odata.nextLink").asText();
        HttpResponse<String> second = client.send(authorized(next));
        assertThat(subjects(second)).containsExactly("Alpha");
        assertThat(json(second).has("@odata.nextLink")).isFalse();
    }

    @Test
    void turnsPagesOfAllThereIs() {
        IntStream.range(0, 12).forEach(i -> send("Mail " + i, ""));

        HttpResponse<String> first = get(SENT);

        assertThat(subjects(first)).hasSize(10);
        assertThat(subjects(client.send(
                        authorized(json(first).path("@odata.nextLink").asText()))))
                .containsExactly("Mail 10", "Mail 11");
    }

    @Test
    void writesAMessageAsTheServiceDoes() {
        send(
                "All",
                ",\"flag\":{\"flagStatus\":\"flagged\"},\"categories\":[\"Red\"],\"body\":{\"contentType\":\"html\",\"content\":\"<b>x</b>\"}"
                        + ",\"internetMessageHeaders\":[{\"name\":\"x-run\",\"value\":\"7\"}]"
                        + ",\"singleValueExtendedProperties\":[{\"id\":\"" + KEY + "\",\"value\":\"k\"},"
                        + "{\"id\":\"String 0x1042\",\"value\":\"<a@b>\"}]"
                        + ",\"attachments\":[{\"@odata.type\":\"microsoft.graph.fileAttachment\",\"name\":\"a.txt\",\"contentBytes\":\"SGk=\"}]");
        JsonNode message = json(get(SENT)).path("value").get(0);

        assertThat(message.path("from").path("emailAddress").path("address").asText())
                .isEqualTo("erp@contoso.com");
        assertThat(message.path("hasAttachments").asBoolean()).isTrue();
        assertThat(message.path("flag").path("flagStatus").asText()).isEqualTo("flagged");
        assertThat(message.path("categories").get(0).asText()).isEqualTo("Red");
        assertThat(message.path("isRead").asBoolean()).isTrue();
        assertThat(message.path("sentDateTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(message.path("@odata.etag").asText())
                .contains(message.path("changeKey").asText());
        assertThat(message.fieldNames())
                .toIterable()
                .doesNotContain("internetMessageHeaders", "singleValueExtendedProperties", "attachments");

        String one = ERP + "/messages/" + encoded(message.path("id").asText());
        JsonNode expanded = json(get(one + "?$select=subject,internetMessageHeaders&$expand=attachments,"
                + encoded("singleValueExtendedProperties($filter=id eq '" + KEY + "')")));
        assertThat(expanded.path("internetMessageHeaders").get(0).path("name").asText())
                .isEqualTo("x-run");
        assertThat(expanded.path("singleValueExtendedProperties")).hasSize(1);
        assertThat(expanded.path("attachments").get(0).path("contentBytes").asText())
                .isEqualTo("SGk=");
        assertThat(expanded.has("body")).isFalse();
    }

    @Test
    void readsAndRemovesAttachments() {
        String draft = draft("{}");
        String attachments = draft + "/attachments";
        post(attachments, file("a.txt"));
        post(attachments, file("b.txt"));
        post(
                attachments,
                "{\"@odata.type\":\"#microsoft.graph.itemAttachment\",\"name\":\"Meeting\","
                        + "\"item\":{\"@odata.type\":\"microsoft.graph.event\",\"subject\":\"Lunch\"}}");
        JsonNode all = json(get(attachments)).path("value");
        assertThat(all.findValuesAsText("name")).containsExactly("a.txt", "b.txt", "Meeting");
        assertThat(all.get(2).path("@odata.type").asText()).isEqualTo("#microsoft.graph.itemAttachment");
        String first = attachments + "/" + encoded(all.get(0).path("id").asText());
        String second = attachments + "/" + encoded(all.get(1).path("id").asText());

        assertThat(json(get(first)).path("contentBytes").asText()).isEqualTo("SGk=");
        assertThat(get(first + "/$value").body()).isEqualTo("Hi");
        assertThat(client.send(authorized(sandbox.http() + first).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(get(first).statusCode()).isEqualTo(404);
        assertThat(json(get(second)).path("name").asText()).isEqualTo("b.txt");
        assertThat(json(get(attachments + "?$select=name")).path("value").get(0).has("size"))
                .isFalse();
    }

    @Test
    void marksWhatWasSentAndChangesNothingElseOfIt() {
        send("Sent", "");
        String message = ERP + "/messages/"
                + encoded(json(get(SENT)).path("value").get(0).path("id").asText());

        JsonNode marked = json(
                patch(message, "{\"isRead\":false,\"categories\":[\"Done\"],\"flag\":{\"flagStatus\":\"complete\"}}"));

        assertThat(marked.path("isRead").asBoolean(true)).isFalse();
        assertThat(marked.path("categories").get(0).asText()).isEqualTo("Done");
        assertThat(marked.path("flag").path("flagStatus").asText()).isEqualTo("complete");
        HttpResponse<String> refused = patch(message, "{\"subject\":\"Other\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").path("code").asText())
                .isEqualTo("ErrorInvalidPropertyUpdateSentMessage");
    }

    @Test
    void listsFoldersAndTakesTheirIds() {
        send("One", "");
        JsonNode folders = json(get(ERP + "/mailFolders")).path("value");
        assertThat(folders.findValuesAsText("displayName")).containsExactly("Inbox", "Drafts", "Sent Items");
        JsonNode sent = folders.get(2);
        assertThat(sent.path("totalItemCount").asInt()).isEqualTo(1);

        String byId = ERP + "/mailFolders/" + sent.path("id").asText();
        assertThat(json(get(byId)).path("displayName").asText()).isEqualTo("Sent Items");
        JsonNode message = json(get(byId + "/messages")).path("value").get(0);
        assertThat(message.path("parentFolderId").asText())
                .isEqualTo(sent.path("id").asText());
        assertThat(json(get(byId + "/messages/" + encoded(message.path("id").asText())))
                        .path("subject")
                        .asText())
                .isEqualTo("One");
        assertThat(get(ERP + "/mailFolders/nowhere").statusCode()).isEqualTo(404);
        assertThat(post(ERP + "/mailFolders/drafts/messages", "{\"subject\":\"Draft\"}")
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> mime = client.send(authorized(sandbox.http() + ERP + "/mailFolders/drafts/messages")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("SGk=")));
        assertThat(json(mime).path("error").path("code").asText()).isEqualTo("UnableToDeserializePostBody");
    }

    @ParameterizedTest
    @CsvSource({"createReply, RE: Question, 1", "createReplyAll, RE: Question, 1", "createForward, FW: Question, 0"})
    void makesDraftsOfResponses(String operation, String subject, int recipients) {
        send("Question", "");
        MailItem question = sandbox.sentItems("erp@contoso.com").get(0);
        HttpResponse<String> created =
                post(ERP + "/messages/" + encoded(question.id()) + "/" + operation, "{\"comment\":\"See below\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode draft = json(created);
        assertThat(draft.path("isDraft").asBoolean()).isTrue();
        assertThat(draft.path("subject").asText()).isEqualTo(subject);
        assertThat(draft.path("toRecipients").size()).isGreaterThanOrEqualTo(recipients);
        assertThat(draft.path("body").path("content").asText()).startsWith("See below");
        String path = ERP + "/messages/" + encoded(draft.path("id").asText());
        JsonNode changed = json(patch(
                path,
                "{\"toRecipients\":[{\"emailAddress\":{\"address\":\"eva@contoso.com\"}}],\"importance\":\"high\"}"));
        assertThat(changed.path("subject").asText()).isEqualTo(subject);
        assertThat(post(path + "/send", "").statusCode()).isEqualTo(202);
        assertThat(sandbox.mails()).hasSize(2);
        assertThat(sandbox.mails().get(1).message().importance()).isEqualTo("high");
    }

    @Test
    void showsWhoSentForWhom() {
        sandbox.mailboxes().put(Mailbox.of("sales@contoso.com"));
        sandbox.access().sendOnBehalf("erp@contoso.com", "sales@contoso.com");
        send("On behalf", ",\"from\":{\"emailAddress\":{\"address\":\"sales@contoso.com\"}}");
        sandbox.access().sendAs("erp@contoso.com", "sales@contoso.com");
        send("As", ",\"from\":{\"emailAddress\":{\"address\":\"sales@contoso.com\"}}");

        JsonNode sent = json(get(SENT)).path("value");
        assertThat(sent.get(0)
                        .path("sender")
                        .path("emailAddress")
                        .path("address")
                        .asText())
                .isEqualTo("erp@contoso.com");
        assertThat(sent.get(1)
                        .path("sender")
                        .path("emailAddress")
                        .path("address")
                        .asText())
                .isEqualTo("sales@contoso.com");
    }

    @Test
    void showsNoContentToWhomMayReadTheBasicsAlone() {
        send("Secret", ",\"body\":{\"contentType\":\"text\",\"content\":\"Hush\"}");
        String id = sandbox.sentItems("erp@contoso.com").get(0).id();
        consent("Mail.ReadBasic");

        HttpResponse<String> list = get(SENT);
        assertThat(subjects(list)).containsExactly("Secret");
        assertThat(list.body()).doesNotContain("Hush");
        assertThat(get(ERP + "/messages/" + encoded(id)).body()).doesNotContain("Hush");
        assertThat(get(ERP + "/messages/" + encoded(id) + "/attachments").statusCode())
                .isEqualTo(403);
    }

    @Test
    void translatesIds() {
        send("One", "");
        MailItem item = sandbox.sentItems("erp@contoso.com").get(0);

        JsonNode translated = json(post(
                        ERP + "/translateExchangeIds",
                        "{\"inputIds\":[\"" + item.id() + "\",\"gone\"],\"sourceIdType\":\"restId\","
                                + "\"targetIdType\":\"restImmutableEntryId\"}"))
                .path("value");

        assertThat(translated.get(0).path("targetId").asText()).isEqualTo(item.immutableId());
        assertThat(translated.get(1).path("errorDetails").path("code").asText()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void tellsWhoAUserIsToWhomMayKnow() {
        HttpResponse<String> refused = get(ERP);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("error").path("code").asText()).isEqualTo("Authorization_RequestDenied");

        consent("User.Read.All");
        assertThat(json(get(ERP)).path("mail").asText()).isEqualTo("erp@contoso.com");
        assertThat(json(get("/v1.0/users/nobody@contoso.com"))
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("Request_ResourceNotFound");
    }

    @ParameterizedTest
    @CsvSource({"/v1.0/me", "/v1.0/me/messages", "/v1.0/me/mailFolders/inbox"})
    void hasNobodyAsMe(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").path("message").asText())
                .isEqualTo("/me request is only valid with delegated authentication flow.");
    }

    @Test
    void tellsClientsWhatEntraIsLike() {
        JsonNode instance = json(
                client.get(
                        "/common/discovery/instance?api-version=1.1&authorization_endpoint=https://localhost/x/oauth2/v2.0/authorize"));
        JsonNode configuration = json(client.send(HttpRequest.newBuilder(
                URI.create(instance.path("tenant_discovery_endpoint").asText()))));
        JsonNode keys = json(client.send(
                HttpRequest.newBuilder(URI.create(configuration.path("jwks_uri").asText()))));

        assertThat(instance.path("metadata").get(0).path("aliases").get(0).asText())
                .startsWith("localhost:");
        assertThat(configuration.path("token_endpoint").asText())
                .isEqualTo(sandbox.http() + "/" + sandbox.tenant().id() + "/oauth2/v2.0/token");
        assertThat(keys.path("keys").get(0).path("kty").asText()).isEqualTo("RSA");
        assertThat(keys.path("keys").get(0).has("d")).isFalse();
        assertThat(client.get("/fabrikam.com/v2.0/.well-known/openid-configuration")
                        .statusCode())
                .isEqualTo(400);
    }

    private String draft(String body) {
        return ERP + "/messages/"
                + encoded(json(post(ERP + "/messages", body)).path("id").asText());
    }

    private static String file(String name) {
        return "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"" + name
                + "\",\"contentBytes\":\"SGk=\"}";
    }

    private static List<String> subjects(HttpResponse<String> list) {
        return StreamSupport.stream(json(list).path("value").spliterator(), false)
                .map(message -> message.path("subject").asText())
                .toList();
    }

    private HttpResponse<String> get(String path) {
        return client.send(authorized(sandbox.http() + path));
    }

    private HttpResponse<String> post(String path, String body) {
        return client.send(authorized(sandbox.http() + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> patch(String path, String body) {
        return client.send(authorized(sandbox.http() + path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorized(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
