package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be written as and to: what a component says and what its endpoints make of it. */
class PolicyTest extends SandboxTestSupport {

    private static final String MIME = "graphmail:erp@contoso.com?contentType=message/rfc822";

    private GraphMailConfiguration component;

    @BeforeEach
    void component() {
        component = context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // component allows | endpoint allows | recipient | goes
                "*@contoso.com | * | ops@contoso.com | true",
                "*@contoso.com | * | a@customer.example | false",
                "*@contoso.com | ops@contoso.com | ops@contoso.com | true",
                "*@contoso.com | ops@contoso.com | eva@contoso.com | false",
                "*@contoso.com | *@customer.example | a@customer.example | false",
                "* | *@customer.example | a@customer.example | true",
            })
    void letsAnEndpointNarrowWhomTheComponentWritesTo(
            String ofComponent, String ofEndpoint, String recipient, boolean goes) {
        component.setAllowedRecipients(ofComponent);

        Throwable failure =
                failure("graphmail:erp@contoso.com?to=" + recipient + "&allowedRecipients=" + ofEndpoint, mail -> {});

        assertThat(failure == null).isEqualTo(goes);
        if (!goes) {
            assertThat(failure).isInstanceOf(MailNotPermittedException.class).hasMessageContaining(recipient);
        }
        assertThat(sandbox.mails()).hasSize(goes ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // component allows | endpoint of | endpoint allows | header chooses | goes
                "- | erp@contoso.com | - | ceo@contoso.com | false",
                "- | erp@contoso.com | *@contoso.com | ceo@contoso.com | true",
                "*@erp.contoso.com | erp@contoso.com | *@contoso.com | ceo@contoso.com | false",
                "*@erp.contoso.com | ceo@contoso.com | - | - | false",
                "*@erp.contoso.com | ceo@contoso.com | ceo@contoso.com | - | false",
                "*@contoso.com | erp@contoso.com | erp@contoso.com | ceo@contoso.com | false",
                "*@contoso.com | erp@contoso.com | - | ERP+x@contoso.com | true",
                "erp@contoso.com | erp@contoso.com | - | erp+x@contoso.com | false",
            })
    void letsAnEndpointNarrowWhoTheComponentWritesAs(
            String ofComponent, String sender, String ofEndpoint, String header, boolean permitted) {
        component.setAllowedSenders(ofComponent);
        String patterns = ofEndpoint == null ? "" : "&allowedSenders=" + ofEndpoint;

        Throwable failure = failure("graphmail:" + sender + "?to=ops@contoso.com" + patterns, mail -> mail.getMessage()
                .setHeader(GraphMailConstants.SENDER, header));

        // A mailbox that there is not is refused by Graph, not by the policy.
        assertThat(failure instanceof MailNotPermittedException).isEqualTo(!permitted);
        assertThat(sandbox.mails()).hasSize(permitted && failure == null ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allowedSenders= | allowedSenders",
                "allowedSenders=contoso.com | *@contoso.com",
                "allowedRecipients=, | allowedRecipients",
                "redirectTo=nobody | redirectTo",
                "redirectTo= | redirectTo",
                "allowedRecipients=*@contoso.com&redirectTo=a@agency.example | a@agency.example",
                "forbiddenSender=erp@contoso.com | forbiddenSender: 'erp@contoso.com'",
                "forbiddenSender=ceo | forbiddenSender",
                "forbiddenSender=a@contoso.com,b@contoso.com | names 2 mailboxes",
            })
    void refusesABrokenPolicyAtTheStart(String options, String named) {
        Throwable failure = failure("graphmail:erp@contoso.com?to=ops@contoso.com&" + options, mail -> {});

        assertThat(failure).hasStackTraceContaining(named);
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CamelGraphMailSender, CEO@contoso.com",
        "CamelGraphMailSender, ceo+x@contoso.com",
        "CamelGraphMailFrom, ceo+x@contoso.com"
    })
    void neverWritesAsTheForbiddenSenderWhateverIsAllowed(String header, String value) {
        Throwable failure = failure(
                "graphmail:erp@contoso.com?to=ops@contoso.com&allowedSenders=*&forbiddenSender=ceo@contoso.com",
                mail -> mail.getMessage().setHeader(header, value));

        assertThat(failure).isInstanceOf(MailNotPermittedException.class).hasMessageContaining("forbiddenSender");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ceo@contoso.com", "\"ERP\" <ceo@contoso.com>", "ceo@contoso.com, erp@contoso.com"})
    void holdsAMimeMailsFromAgainstThePolicy(String from) {
        Throwable failure = failure(
                MIME, mail -> mail.getMessage().setBody("From: " + from + "\r\nTo: ops@contoso.com\r\n\r\nGive"));

        assertThat(failure).isInstanceOfAny(MailNotPermittedException.class, InvalidMailException.class);
        assertThat(failure.getMessage()).containsAnyOf("ceo@contoso.com", "2 mailboxes");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void refusesAMimeMailWithTwoFromHeaders() {
        Throwable failure = failure(MIME, mail -> mail.getMessage()
                .setBody("From: erp@contoso.com\r\nTo: ops@contoso.com\r\nfrom: ceo@contoso.com\r\n\r\nGive"));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("2 mailboxes");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resent-To", "Resent-Cc", "resent-bcc"})
    void holdsWhomAMimeMailIsResentToAgainstThePolicy(String header) {
        Throwable failure = failure(MIME + "&allowedRecipients=*@contoso.com", mail -> mail.getMessage()
                .setBody("To: ops@contoso.com\r\n" + header + ": thief@evil.example\r\n\r\nGive"));

        assertThat(failure).isInstanceOf(MailNotPermittedException.class).hasMessageContaining("thief@evil.example");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void redirectsWhateverTheHeadersSay() {
        component.setRedirectTo("test@contoso.com, \"Eva\" <eva@contoso.com>");

        send("graphmail:erp@contoso.com?to=a@customer.example", mail -> {
            mail.getMessage().setBody("text");
            mail.getMessage().setHeader(GraphMailConstants.CC, "b@customer.example");
            mail.getMessage().setHeader(GraphMailConstants.BCC, "c@customer.example");
            mail.getMessage()
                    .setHeader(
                            GraphMailConstants.INTERNET_MESSAGE_HEADERS,
                            Map.of("X-GraphMail-Redirected-From", "nobody", "x-order", "7"));
        });

        AcceptedMail mail = onlyMail();
        assertThat(mail.message().recipients())
                .containsExactly(
                        new MailboxAddress("", "test@contoso.com"), new MailboxAddress("Eva", "eva@contoso.com"));
        assertThat(mail.message().internetMessageHeaders())
                .containsExactly(
                        new InternetMessageHeader("x-order", "7"),
                        new InternetMessageHeader(
                                "x-graphmail-redirected-from",
                                "to: a@customer.example; cc: b@customer.example; bcc: c@customer.example"));
    }

    @Test
    void doesNotLetAnEndpointUndoTheComponentsRedirection() {
        component.setRedirectTo("test@contoso.com");

        assertThat(failure("graphmail:erp@contoso.com?to=a@customer.example&redirectTo=a@customer.example", mail -> {}))
                .hasStackTraceContaining("redirectTo: 'a@customer.example'");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void redirectsAMimeMailAndLeavesItsContentByteForByte() {
        String content = "--b\r\nContent-Type: text/plain\r\n\r\ntext \n bare\r--b--\r\n\0\r\n\r\n";
        String head = "Received: by x;\r\n\tMon\r\nFrom: erp@contoso.com\r\nTO: a@customer.example,\r\n"
                + " b@customer.example\r\nSubject: =?utf-8?q?x?=\r\nBcc: c@customer.example\r\n"
                + "Resent-To: d@customer.example\r\nX-Graphmail-Redirected-From: nobody\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

        send(MIME + "&redirectTo=test@contoso.com", mail -> mail.getMessage()
                .setBody((head + content).getBytes(StandardCharsets.ISO_8859_1)));

        String sent = new String(((MailSource.Mime) onlyMail().source()).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(sent)
                .endsWith("\r\n\r\n" + content)
                .startsWith("Received: by x;\r\n\tMon\r\n")
                .contains("\r\nTo: test@contoso.com\r\n", "Subject: =?utf-8?q?x?=\r\n")
                .contains("x-graphmail-redirected-from: to: a@customer.example, b@customer.example;")
                .doesNotContain("TO:", "Bcc:", "Resent-To", "nobody");
        assertThat(onlyMail().message().recipients()).containsExactly(new MailboxAddress("", "test@contoso.com"));
    }

    @Test
    void redirectsAMimeMailThatIsAFileOfManyRecipients() {
        String recipients = "customer%d@customer.example,\r\n ".repeat(400).formatted(numbers(400));

        send(MIME + "&redirectTo=test@contoso.com", mail -> mail.getMessage()
                .setBody("To: " + recipients + "last@customer.example\n\ntext"));

        String sent = onlyMail().source().text();
        assertThat(sent).contains("customer399@customer.example", "last@customer.example");
        assertThat(sent.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(998));
        assertThat(onlyMail().message().recipients()).hasSize(1);
    }

    @Test
    void redirectsAMailThatTravelsAsMime() {
        send("graphmail:erp@contoso.com?to=a@customer.example&redirectTo=test@contoso.com", mail -> {
            mail.getMessage().setBody("text");
            mail.getMessage()
                    .setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, Map.of("Auto-Submitted", "auto-generated"));
        });

        assertThat(onlyMail().source()).isInstanceOf(MailSource.Mime.class);
        assertThat(onlyMail().source().text()).contains("x-graphmail-redirected-from: to: a@customer.example");
        assertThat(onlyMail().message().recipients()).containsExactly(new MailboxAddress("", "test@contoso.com"));
    }

    private static Object[] numbers(int count) {
        Object[] numbers = new Object[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private void send(String endpoint, Processor mail) {
        assertThat(failure(endpoint, mail)).isNull();
    }

    /** Of the mail, or of the start. */
    private Throwable failure(String endpoint, Processor mail) {
        Throwable[] ofMail = new Throwable[1];
        Throwable atStart = catchThrowable(() -> ofMail[0] = template.request(endpoint, exchange -> {
                    exchange.getMessage().setBody("text");
                    mail.process(exchange);
                })
                .getException());
        return atStart == null ? ofMail[0] : atStart;
    }
}
