package io.github.camelgraphmail.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mails that go on to an SMTP server, and those that can't. */
class SmtpForwarderTest {

    private static final String MAIL = """
            {"message":{"subject":"Grüße","body":{"contentType":"html","content":"<b>Hi</b>"},
              "toRecipients":[{"emailAddress":{"address":"ops@contoso.com","name":"Ops"}}],
              "bccRecipients":[{"emailAddress":{"address":"audit@contoso.com"}}],
              "attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"SGk="}]}}""";

    private static GreenMail smtp;
    private static GraphMailSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        smtp = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        smtp.start();
        sandbox = GraphMailSandbox.start(SandboxConfiguration.defaults()
                .withForward(new SmtpServer("localhost", smtp.getSmtp().getPort())));
        client = SandboxClient.plain(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        smtp.stop();
    }

    @AfterEach
    void empty() throws Exception {
        smtp.purgeEmailFromAllMailboxes();
    }

    @Test
    void sendsOnToEverybodyAndNamesNoBcc() throws Exception {
        assertThat(client.sendMail("erp@contoso.com", MAIL).statusCode()).isEqualTo(202);

        assertThat(smtp.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getFrom()[0]).hasToString("erp@contoso.com");
        assertThat(new String(mail.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .contains("a.txt");
        await().until(() -> sandbox.forwarder().orElseThrow().forwarded() >= 1);
        assertThat(sandbox.forwarder().orElseThrow().failures()).isEmpty();
        assertThat(client.get("/sandbox/api/forwarding").body()).contains("\"failed\":0");
    }

    @Test
    void sendsMimeOnAsItIs() throws Exception {
        String mime =
                "From: erp@contoso.com\r\nTo: ops@contoso.com\r\nSubject: As it is\r\nX-Odd:  spaces \r\n\r\nbody\r\n";
        assertThat(client.send(client.sendMailRequest(
                                        "erp@contoso.com",
                                        "text/plain",
                                        Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.US_ASCII)))
                                .header("Authorization", "Bearer " + client.token()))
                        .statusCode())
                .isEqualTo(202);

        assertThat(smtp.waitForIncomingEmail(10_000, 1)).isTrue();
        assertThat(smtp.getReceivedMessages()[0].getHeader("X-Odd")[0]).isEqualTo("spaces ");
    }

    @Test
    void answersAsUsualWhereTheServerIsNotThere() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        try (GraphMailSandbox alone = GraphMailSandbox.start(
                SandboxConfiguration.defaults().withForward(new SmtpServer("localhost", port)))) {

            assertThat(SandboxClient.plain(alone)
                            .sendMail("erp@contoso.com", MAIL)
                            .statusCode())
                    .isEqualTo(202);

            await().until(() -> alone.forwarder().orElseThrow().failed() == 1);
            assertThat(alone.forwarder().orElseThrow().failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.why()).contains(String.valueOf(port)));
            assertThat(SandboxClient.plain(alone).get("/sandbox/api/forwarding").body())
                    .contains("\"failed\":1", "\"mail\":1");
        }
    }

    @Test
    void saysWhatIsNoServer() {
        assertThat(SmtpServer.parse("[::1]:25")).isEqualTo(new SmtpServer("[::1]", 25));
        assertThatThrownBy(() -> SmtpServer.parse("localhost")).hasMessageContaining("such as localhost:1025");
        assertThatThrownBy(() -> SmtpServer.parse("localhost:70000")).hasMessageContaining("no port");
    }
}
