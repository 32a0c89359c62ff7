package io.github.camelgraphmail.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.net.http.HttpRequest;
import java.util.Base64;

/** Mails for the page, sent as applications send them. */
final class TestPage {

    private final SandboxClient client;
    private String token;

    TestPage(GraphMailSandbox sandbox) {
        this.client = SandboxClient.plain(sandbox);
        this.token = client.token();
    }

    SandboxClient client() {
        return client;
    }

    void send(String subject, String text) {
        assertThat(status("erp@contoso.com", mail(subject, "text", text))).isEqualTo(202);
    }

    void send(ObjectNode mail) {
        assertThat(status("erp@contoso.com", mail)).isEqualTo(202);
    }

    /** Sends, and answers how that went. */
    int status(String mailbox, ObjectNode mail) {
        return client.send(client.sendMailRequest(mailbox, "application/json", mail.toString())
                        .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    /** Signs in anew, for the permissions of now. */
    void signIn() {
        token = client.token();
    }

    static ObjectNode mail(String subject, String type, String content) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        ObjectNode message = action.putObject("message").put("subject", subject);
        message.putObject("body").put("contentType", type).put("content", content);
        message.putArray("toRecipients").addObject().putObject("emailAddress").put("address", "ops@contoso.com");
        return action;
    }

    static ObjectNode with(ObjectNode mail, String name, String type, byte[] content) {
        ((ObjectNode) mail.get("message"))
                .withArray("attachments")
                .addObject()
                .put("@odata.type", "#microsoft.graph.fileAttachment")
                .put("name", name)
                .put("contentType", type)
                .put("contentBytes", Base64.getEncoder().encodeToString(content));
        return mail;
    }

    /** The token that the page's forms send along. */
    String formToken() {
        String page = client.get("/").body();
        String before = "name=\"sandbox-token\" content=\"";
        int begin = page.indexOf(before) + before.length();
        return page.substring(begin, page.indexOf('"', begin));
    }

    /** A form as a browser posts it. */
    HttpRequest.Builder form(String path, String fields) {
        return client.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }
}
