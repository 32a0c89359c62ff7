package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.wire.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entra and Graph of the sandbox, over HTTP as a client sees them. */
class SandboxWireTest {

    private static final String TO_OPS = "'toRecipients':[{'emailAddress':{'address':'ops@contoso.com'}}]";

    private static final AppRegistration WITHOUT_ROLES =
            new AppRegistration(UUID.randomUUID().toString(), "No roles", "other-secret", Set.of());

    private static GraphMailSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant tenant = defaults.tenant();
        sandbox = GraphMailSandbox.start(
                defaults.withTenant(tenant.withApps(List.of(tenant.apps().get(0), WITHOUT_ROLES))));
        client = SandboxClient.plain(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void clear() {
        sandbox.clear();
    }

    @Test
    void readsEveryDocumentedFieldOfAMessage() {
        HttpResponse<String> response = client.sendMail("ERP@contoso.com", message("""
                        'subject':'Grüße 🌍','body':{'contentType':'HTML','content':'<b>Hi</b>'},
                        'toRecipients':[{'emailAddress':{'address':'a@contoso.com','name':'A'}}],
                        'ccRecipients':[{'emailAddress':{'address':'b@contoso.com'}}],
                        'bccRecipients':[{'emailAddress':{'address':'c@contoso.com'}}],
                        'replyTo':[{'emailAddress':{'address':'d@contoso.com'}}],
                        'from':{'emailAddress':{'address':'erp@contoso.com','name':'ERP'}},
                        'importance':'High','isReadReceiptRequested':true,'isDeliveryReceiptRequested':true,
                        'categories':['Red'],'internetMessageHeaders':[{'name':'x-run','value':'7'}],
                        'attachments':[{'@odata.type':'#microsoft.graph.fileAttachment','name':'a.bin',
                          'contentType':'application/pdf','contentBytes':'AAH/','isInline':true,'contentId':'cid'}]"""));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        AcceptedMail mail = sandbox.mails().get(0);
        MailMessage message = mail.message();
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
        assertThat(message.subject()).isEqualTo("Grüße 🌍");
        assertThat(message.body()).isEqualTo(new MailBody(MailBody.Type.HTML, "<b>Hi</b>"));
        assertThat(message.to()).containsExactly(new MailboxAddress("A", "a@contoso.com"));
        assertThat(message.cc()).containsExactly(new MailboxAddress("", "b@contoso.com"));
        assertThat(message.bcc()).containsExactly(new MailboxAddress("", "c@contoso.com"));
        assertThat(message.replyTo()).containsExactly(new MailboxAddress("", "d@contoso.com"));
        assertThat(message.from()).contains(new MailboxAddress("ERP", "erp@contoso.com"));
        assertThat(message.importance()).isEqualTo("high");
        assertThat(message.readReceiptRequested()).isTrue();
        assertThat(message.deliveryReceiptRequested()).isTrue();
        assertThat(message.categories()).containsExactly("Red");
        assertThat(message.internetMessageHeaders()).containsExactly(new InternetMessageHeader("x-run", "7"));
        assertThat(message.attachments())
                .containsExactly(
                        new MailAttachment("a.bin", "application/pdf", new byte[] {0, 1, (byte) 255}, true, "cid"));
        assertThat(mail.savedToSentItems()).isTrue();
        assertThat(mail.sentBy().displayName()).isEqualTo("Sandbox ERP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'saveToSentItems':false | false",
                "'saveToSentItems':'false' | false",
                "'SaveToSentItems':true | true"
            })
    void takesSaveToSentItemsAsTheDocumentationWritesIt(String parameter, boolean expected) {
        String body = "{'Message':{" + TO_OPS + "}," + parameter + "}";

        assertThat(client.sendMail("erp@contoso.com", quoted(body)).statusCode())
                .isEqualTo(202);
        assertThat(sandbox.mails().get(0).savedToSentItems()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | UnableToDeserializePostBody | {'message': | deserialize",
                "400 | RequestBodyRead | [] | StartObject",
                "400 | RequestBodyRead | {} | Message",
                "400 | RequestBodyRead | {'message':null} | Message",
                "400 | RequestBodyRead | {'message':{},'copies':2} | copies",
                "400 | RequestBodyRead | {'message':{'toRecipients':{}}} | toRecipients",
                "400 | RequestBodyRead | {'message':{'toRecipients':[{'address':'a@b.c'}]}} | address",
                "400 | RequestBodyRead | {'message':{'subject':{}}} | subject",
                "400 | RequestBodyRead | {'message':{'importance':'urgent'}} | urgent",
                "400 | RequestBodyRead | {'message':{'body':{'contentType':'rtf'}}} | rtf",
                "400 | RequestBodyRead | {'message':{'isReadReceiptRequested':'maybe'}} | isReadReceiptRequested",
                "400 | RequestBodyRead | {'message':{'attachments':[{'name':'a'}]}} | @odata.type",
                "400 | RequestBodyRead | {'message':{'attachments':[{'@odata.type':'#microsoft.graph.fileAttachment',"
                        + "'name':'a','contentBytes':'%%%'}]}} | contentBytes",
                "400 | ErrorInvalidRecipients | {'message':{'subject':'nobody'}} | no recipients",
                "400 | ErrorInvalidRecipients | {'message':{'toRecipients':[{'emailAddress':{'address':'a; b'}}]}} | a; b",
                "400 | InvalidInternetMessageHeader | {'message':{" + TO_OPS
                        + ",'internetMessageHeaders':[{'name':'In-Reply-To','value':'x'}]}} | In-Reply-To",
                "403 | ErrorSendAsDenied | {'message':{" + TO_OPS
                        + ",'from':{'emailAddress':{'address':'ceo@contoso.com'}}}} | on behalf",
            })
    void refusesAMessageInGraphsWords(int status, String code, String body, String inMessage) {
        HttpResponse<String> response = client.sendMail("erp@contoso.com", quoted(body));

        assertRefused(response, status, code).contains(inMessage);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void refusesMoreThanFiveHeaders() {
        String headers = "{'name':'x-a','value':'1'},".repeat(6);

        HttpResponse<String> response = client.sendMail(
                "erp@contoso.com",
                message(TO_OPS + ",'internetMessageHeaders':[" + headers.substring(0, headers.length() - 1) + "]"));

        assertRefused(response, 400, "InvalidInternetMessageHeaderCollection").contains("5");
    }

    @Test
    void refusesMoreThan500Recipients() {
        String recipients = "{'emailAddress':{'address':'a@contoso.com'}},".repeat(501);

        HttpResponse<String> response = client.sendMail(
                "erp@contoso.com",
                message("'toRecipients':[" + recipients.substring(0, recipients.length() - 1) + "]"));

        assertRefused(response, 400, "ErrorInvalidRecipients").contains("501");
    }

    @Test
    void refusesARequestOfMoreThanFourMegabytes() {
        String content = Base64.getEncoder().encodeToString(new byte[3 * 1024 * 1024]);

        HttpResponse<String> response = client.sendMail(
                "erp@contoso.com",
                message(TO_OPS
                        + ",'attachments':[{'@odata.type':'#microsoft.graph.fileAttachment','name':'a','contentBytes':'"
                        + content + "'}]"));

        assertRefused(response, 413, "BadRequest").contains("4MB");
    }

    @Test
    void refusesAnotherContentType() {
        HttpResponse<String> response = client.send(client.sendMailRequest("erp@contoso.com", "text/csv", "a,b")
                .header("Authorization", "Bearer " + client.token()));

        assertRefused(response, 415, "BadRequest").contains("text/csv");
    }

    @Test
    void takesAMimeMailByteForByte() throws Exception {
        byte[] mime =
                ("From: erp@contoso.com\r\nTo: =?UTF-8?Q?Eva_M=C3=BCller?= <eva@contoso.com>\r\nBcc: x@contoso.com\r\n"
                                + "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nX-Odd:  kept\r\nContent-Type: text/html;"
                                + " charset=ISO-8859-1\r\n\r\n<p>\u00fc</p>")
                        .getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> response = sendMime(Base64.getMimeEncoder().encodeToString(mime));

        assertThat(response.statusCode()).isEqualTo(202);
        AcceptedMail mail = sandbox.mails().get(0);
        assertThat(((MailSource.Mime) mail.source()).bytes()).isEqualTo(mime);
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.message().to()).containsExactly(new MailboxAddress("Eva Müller", "eva@contoso.com"));
        assertThat(mail.message().bcc()).containsExactly(new MailboxAddress("", "x@contoso.com"));
        assertThat(mail.message().body()).isEqualTo(new MailBody(MailBody.Type.HTML, "<p>ü</p>"));
        assertThat(mail.message().internetMessageHeaders()).containsExactly(new InternetMessageHeader("X-Odd", "kept"));
        assertThat(client.get("/mails/" + mail.id() + "/source").body()).startsWith("From: erp@contoso.com");
    }

    @Test
    void refusesMimeThatIsNone() {
        assertRefused(sendMime("%%%=a"), 400, "ErrorMimeContentInvalidBase64String")
                .contains("base64");
        assertRefused(
                        sendMime(Base64.getEncoder()
                                .encodeToString("Subject: nobody\r\n\r\nx".getBytes(StandardCharsets.UTF_8))),
                        400,
                        "ErrorInvalidRecipients")
                .contains("no recipients");
    }

    @Test
    void refusesADraftOfAnAppThatMayNotWriteThem() {
        HttpResponse<String> refused = client.post("/v1.0/users/erp@contoso.com/messages", "{}");
        assertRefused(refused, 403, "ErrorAccessDenied");
        assertThat(sandbox.drafts("erp@contoso.com")).isEmpty();
    }

    @Test
    void findsNoMessageOfAnotherMailbox() {
        String id =
                URLEncoder.encode(sandbox.deliver("ops@contoso.com", question()).id(), StandardCharsets.UTF_8);

        assertRefused(
                client.post("/v1.0/users/erp@contoso.com/messages/" + id + "/reply", "{}"), 404, "ErrorItemNotFound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reply | {'comment':'a','message':{'body':{'content':'b'}}} | ErrorInvalidRequest",
                "forward | {'comment':'a'} | ErrorInvalidRequest",
                "forward | {'toRecipients':[{'emailAddress':{'address':'a@contoso.com'}}],"
                        + "'message':{'toRecipients':[{'emailAddress':{'address':'b@contoso.com'}}]}} | ErrorInvalidRequest",
                "replyAll | {'comment':{}} | RequestBodyRead",
                "reply | {'quote':'x'} | RequestBodyRead",
            })
    void refusesAResponseInGraphsWords(String operation, String body, String code) {
        String id =
                URLEncoder.encode(sandbox.deliver("erp@contoso.com", question()).id(), StandardCharsets.UTF_8);

        assertRefused(
                client.post("/v1.0/users/erp@contoso.com/messages/" + id + "/" + operation, quoted(body)), 400, code);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void forwardsToWhomTheRequestSays() {
        String id =
                URLEncoder.encode(sandbox.deliver("erp@contoso.com", question()).id(), StandardCharsets.UTF_8);

        HttpResponse<String> response = client.post(
                "/v1.0/users/erp@contoso.com/messages/" + id + "/forward",
                quoted("{'Comment':'FYI','ToRecipients':[{'emailAddress':{'address':'a@contoso.com'}}]}"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(sandbox.mails().get(0).subject()).isEqualTo("FW: Question");
        assertThat(sandbox.mails().get(0).message().body().content()).contains("FYI", "How?");
    }

    private HttpResponse<String> sendMime(String base64) {
        return client.send(client.sendMailRequest("erp@contoso.com", "text/plain", base64)
                .header("Authorization", "Bearer " + client.token()));
    }

    private static MailMessage question() {
        return new MailMessage(
                Optional.of(new MailboxAddress("", "eva@contoso.com")),
                List.of(new MailboxAddress("", "erp@contoso.com")),
                List.of(),
                List.of(),
                List.of(),
                "Question",
                new MailBody(MailBody.Type.TEXT, "How?"),
                "normal",
                false,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void refusesAnUnknownMailbox() {
        HttpResponse<String> response = client.sendMail("nobody@contoso.com", message(TO_OPS));

        assertRefused(response, 404, "ErrorInvalidUser").contains("nobody@contoso.com");
    }

    @Test
    void refusesAnAppWithoutMailSend() {
        JsonNode token = json(client.requestToken(Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                "https://graph.microsoft.com/.default",
                "client_id",
                WITHOUT_ROLES.clientId(),
                "client_secret",
                WITHOUT_ROLES.clientSecret())));

        HttpResponse<String> response = client.send(client.sendMailRequest(
                        "erp@contoso.com", "application/json", message(TO_OPS))
                .header("Authorization", "Bearer " + token.path("access_token").asText()));

        assertRefused(response, 403, "ErrorAccessDenied");
    }

    @Test
    void asksForATokenInGraphsWay() {
        HttpResponse<String> without =
                client.send(client.sendMailRequest("erp@contoso.com", "application/json", message(TO_OPS)));
        HttpResponse<String> opaque =
                client.send(client.sendMailRequest("erp@contoso.com", "application/json", message(TO_OPS))
                        .header("Authorization", "Bearer none"));

        assertRefused(without, 401, "InvalidAuthenticationToken").isEqualTo("Access token is empty.");
        assertRefused(opaque, 401, "InvalidAuthenticationToken").contains("CompactToken");
        assertThat(without.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge ->
                        assertThat(challenge).startsWith("Bearer realm=\"\"").contains("authorization_uri="));
    }

    @Test
    void echoesTheClientsRequestId() {
        String id = UUID.randomUUID().toString();

        HttpResponse<String> response =
                client.send(client.sendMailRequest("erp@contoso.com", "application/json", message(TO_OPS))
                        .header("Authorization", "Bearer " + client.token())
                        .header("client-request-id", id));

        assertThat(response.headers().firstValue("client-request-id")).contains(id);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        assertThat(response.headers().firstValue("x-ms-ags-diagnostic")).isPresent();
        assertThat(sandbox.mails().get(0).request().clientRequestId()).isEqualTo(id);
    }

    @Test
    void saysWhatIsNotHere() {
        assertRefused(client.get("/v1.0"), 400, "BadRequest");
        HttpResponse<String> response = client.get("/v1.0/me/calendar");

        assertRefused(response, 400, "BadRequest").contains("me/calendar");
    }

    @Test
    void refusesAWrongSecretInEntrasWords() {
        HttpResponse<String> response = client.requestToken(Map.of(
                "grant_type", "client_credentials",
                "scope", "https://graph.microsoft.com/.default",
                "client_id", sandbox.tenant().apps().get(0).clientId(),
                "client_secret", "wrong"));

        JsonNode error = json(response);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error.path("error").asText()).isEqualTo("invalid_client");
        assertThat(error.path("error_codes").get(0).asInt()).isEqualTo(7000215);
        assertThat(error.path("error_description").asText())
                .startsWith("AADSTS7000215: Invalid client secret provided.")
                .contains("Trace ID: ", "Correlation ID: ", "Timestamp: ");
    }

    @Test
    void takesTheSecretAsBasicCredentialsToo() {
        AppRegistration app = sandbox.tenant().apps().get(0);
        String credentials = Base64.getEncoder()
                .encodeToString((app.clientId() + ":" + app.clientSecret()).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(URI.create(sandbox.http() + "/contoso.com/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic " + credentials)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("token_type").asText()).isEqualTo("Bearer");
    }

    @Test
    void servesTheSameOverHttps() throws Exception {
        SandboxClient secure = SandboxClient.secure(sandbox);

        assertThat(secure.sendMail("erp@contoso.com", message(TO_OPS)).statusCode())
                .isEqualTo(202);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void saysWhichPortIsTaken() {
        SandboxConfiguration samePort =
                SandboxConfiguration.defaults().withPorts(sandbox.http().getPort(), 0);

        assertThatThrownBy(() -> GraphMailSandbox.start(samePort))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("http-port")
                .hasMessageContaining(String.valueOf(sandbox.http().getPort()));
    }

    @Test
    void leavesTheTruststoreOfARunningSandboxAlone(@TempDir Path directory) throws Exception {
        SandboxConfiguration configuration = SandboxConfiguration.defaults().withDataDirectory(directory);
        try (GraphMailSandbox running = GraphMailSandbox.start(configuration)) {
            byte[] trustStore = Files.readAllBytes(running.trustStore());
            SandboxConfiguration samePort =
                    configuration.withPorts(running.http().getPort(), 0);

            assertThatThrownBy(() -> GraphMailSandbox.start(samePort)).hasMessageContaining("taken");

            assertThat(running.trustStore()).hasBinaryContent(trustStore);
        }
    }

    @Test
    void removesItsTemporaryFiles() {
        Path trustStore;
        try (GraphMailSandbox other = GraphMailSandbox.start()) {
            trustStore = other.trustStore();
            assertThat(trustStore).exists();
        }
        assertThat(Files.exists(trustStore.getParent())).isFalse();
    }

    private static AbstractStringAssert<?> assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("innerError").path("request-id").asText())
                .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
        return assertThat(error.path("message").asText());
    }

    private static String message(String fields) {
        return quoted("{'message':{" + fields + "}}");
    }

    /** JSON written with single quotes, which read better in Java. */
    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
