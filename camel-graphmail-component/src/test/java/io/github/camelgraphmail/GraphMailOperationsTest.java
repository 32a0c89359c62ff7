package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.InternetMessageHeader;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts, answers, attached bodies, further headers, and what of them is refused. */
class GraphMailOperationsTest extends SandboxTestSupport {

    private static final String TO_OPS = "graphmail:erp@contoso.com?to=ops@contoso.com";

    /** With Mail.ReadWrite, which drafts need. */
    @BeforeAll
    static void mayWriteDrafts() {
        sandbox.close();
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant().apps().get(0);
        sandbox = GraphMailSandbox.start(defaults.withTenant(defaults.tenant()
                .withApps(List.of(new AppRegistration(
                        app.clientId(),
                        app.principal().displayName(),
                        app.clientSecret(),
                        Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE))))));
    }

    @Test
    void leavesADraft() {
        Exchange exchange = send(TO_OPS + "&operation=draft&subject=Entwurf", "Grüße");

        MailItem draft = onlyDraft();
        assertThat(draft.message().subject()).isEqualTo("Entwurf");
        assertThat(draft.message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "Grüße"));
        assertThat(exchange.getMessage().getHeader(GraphMailConstants.MESSAGE_ID))
                .isEqualTo(draft.immutableId());
        assertThat(exchange.getMessage().getHeader(GraphMailConstants.INTERNET_MESSAGE_ID))
                .isEqualTo(draft.internetMessageId());
        assertThat(exchange.getMessage().getHeader(GraphMailConstants.DELIVERY)).isEqualTo("draft");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void leavesADraftWithoutRecipientsAndOneOfMime() {
        send("graphmail:erp@contoso.com?operation=draft", "nobody yet");
        send(
                "graphmail:erp@contoso.com?operation=draft&contentType=message/rfc822",
                "Subject: mime\r\nX-A: b\r\n\r\nbody");

        assertThat(sandbox.drafts("erp@contoso.com"))
                .extracting(draft -> draft.message().subject())
                .containsExactly("", "mime");
    }

    @Test
    void replies() {
        MailItem original = delivered();

        send("graphmail:erp@contoso.com?operation=reply", exchange -> {
            exchange.getMessage().setBody("Danke, erledigt.");
            exchange.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, original.id());
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment(
                            "ä.pdf", new DataHandler(new ByteArrayDataSource(new byte[] {1}, "application/pdf")));
        });

        MailMessage reply = onlyMail().message();
        assertThat(reply.to()).extracting(MailboxAddress::address).containsExactly("eva@contoso.com");
        assertThat(reply.subject()).isEqualTo("RE: Frage");
        assertThat(reply.body().content()).startsWith("Danke, erledigt.").contains("Wie geht das?");
        assertThat(reply.attachments()).hasSize(1);
    }

    @Test
    void repliesToAllWithABodyOfItsOwn() {
        MailItem original = delivered();

        send("graphmail:erp@contoso.com?operation=replyAll&contentType=text/html&bcc=audit@contoso.com", exchange -> {
            exchange.getMessage().setBody("<p>So.</p>");
            exchange.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, original.id());
        });

        MailMessage reply = onlyMail().message();
        assertThat(reply.to())
                .extracting(MailboxAddress::address)
                .containsExactly("eva@contoso.com", "joe@contoso.com");
        assertThat(reply.bcc()).extracting(MailboxAddress::address).containsExactly("audit@contoso.com");
        assertThat(reply.body()).isEqualTo(new MailBody(MailBody.Type.HTML, "<p>So.</p>"));
    }

    @Test
    void forwards() {
        MailItem original = delivered();

        send(TO_OPS + "&operation=forward", exchange -> {
            exchange.getMessage().setBody("Zur Kenntnis");
            exchange.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, original.id());
        });

        MailMessage forward = onlyMail().message();
        assertThat(forward.to()).extracting(MailboxAddress::address).containsExactly("ops@contoso.com");
        assertThat(forward.subject()).isEqualTo("FW: Frage");
        assertThat(forward.body().content()).contains("Zur Kenntnis", "Wie geht das?");
    }

    @Test
    void explainsAMessageThatIsNotThere() {
        Throwable failure = failure("graphmail:erp@contoso.com?operation=reply", exchange -> exchange.getMessage()
                .setHeader(GraphMailConstants.MESSAGE_ID, "AAMk/+=nothing"));

        assertThat(failure)
                .isInstanceOf(GraphRequestRejectedException.class)
                .hasMessageContaining("ErrorItemNotFound")
                .hasMessageContaining("to reply as");
    }

    @Test
    void attachesTheBody(@TempDir Path folder) throws Exception {
        byte[] bytes = "Grüße".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("on disk.bin"), bytes);
        for (Object body : Arrays.asList("Grüße", bytes, new ByteArrayInputStream(bytes), file.toFile(), file)) {
            sandbox.clear();
            send(TO_OPS + "&attachBody=true&text=Siehe Anhang", exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader(Exchange.FILE_NAME, "../up/Bericht ü.csv");
                exchange.getMessage().setHeader(Exchange.FILE_CONTENT_TYPE, "text/csv");
            });

            assertThat(onlyMail().message().body().content()).isEqualTo("Siehe Anhang");
            assertThat(onlyMail().message().attachments())
                    .containsExactly(new MailAttachment("Bericht ü.csv", "text/csv", bytes, false, null));
        }
    }

    @Test
    void attachesABodyWhoseTypeItsNameTells() {
        send(TO_OPS + "&attachBody=true", exchange -> {
            exchange.getMessage().setBody(new byte[0]);
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "empty.pdf");
        });

        assertThat(onlyMail().message().attachments())
                .containsExactly(new MailAttachment("empty.pdf", "application/pdf", new byte[0], false, null));
    }

    @Test
    void takesAFileOfTheFileComponent(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Rechnung ü.txt"), "Zeile");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?noop=true")
                        .to(TO_OPS + "&attachBody=true")
                        .to("mock:sent");
            }
        });
        getMockEndpoint("mock:sent").expectedMessageCount(1);

        getMockEndpoint("mock:sent").assertIsSatisfied();
        assertThat(onlyMail().message().attachments())
                .containsExactly(new MailAttachment(
                        "Rechnung ü.txt", "text/plain", "Zeile".getBytes(StandardCharsets.UTF_8), false, null));
    }

    @Test
    void sendsUpToFiveCustomHeadersAsJson() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (int i = 1; i <= 5; i++) {
            headers.put("x-header-" + i, "wört " + i);
        }

        sendWithHeaders(TO_OPS, headers);

        assertThat(onlyMail().source()).isInstanceOf(MailSource.Json.class);
        assertThat(onlyMail().message().internetMessageHeaders())
                .hasSize(5)
                .contains(new InternetMessageHeader("x-header-1", "wört 1"));
    }

    @Test
    void sendsToInternationalAddresses() {
        send("graphmail:erp@contoso.com?to=RAW(Jörg <jörg@bücher.example>)", "x");

        assertThat(onlyMail().message().to()).containsExactly(new MailboxAddress("Jörg", "jörg@bücher.example"));
    }

    @Test
    void writesInternationalDomainsIntoMimeAsDomainsAreWrittenThere() {
        sendWithHeaders("graphmail:erp@contoso.com?to=RAW(Jörg <j@bücher.example>)", Map.of("In-Reply-To", "<1@x>"));

        assertThat(onlyMail().message().to()).containsExactly(new MailboxAddress("Jörg", "j@xn--bcher-kva.example"));
        assertThat(failure("graphmail:erp@contoso.com?to=jörg@contoso.com", exchange -> exchange.getMessage()
                        .setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, Map.of("In-Reply-To", "<1@x>"))))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("jörg@contoso.com");
    }

    @ParameterizedTest
    @MethodSource("headersThatNeedMime")
    void sendsOtherHeadersAsMime(Map<String, Object> headers) {
        sendWithHeaders(
                TO_OPS + "&subject=RAW(Größe)&importance=high&readReceipt=true&bcc=hidden@contoso.com", headers);

        AcceptedMail mail = onlyMail();
        assertThat(mail.source()).isInstanceOf(MailSource.Mime.class);
        assertThat(mail.subject()).isEqualTo("Größe");
        assertThat(mail.message().importance()).isEqualTo("high");
        assertThat(mail.message().readReceiptRequested()).isTrue();
        assertThat(mail.message().bcc()).containsExactly(new MailboxAddress("", "hidden@contoso.com"));
        assertThat(mail.message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "text ü"));
        headers.forEach((name, value) -> assertThat(mail.message().internetMessageHeaders())
                .contains(new InternetMessageHeader(name, value.toString())));
    }

    static Stream<Map<String, Object>> headersThatNeedMime() {
        return Stream.of(
                Map.of("In-Reply-To", "<1@contoso.com>", "References", "<0@contoso.com> <1@contoso.com>"),
                Map.of(
                        "List-Unsubscribe",
                        "<https://contoso.com/u>",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"),
                Map.of("Auto-Submitted", "auto-generated"),
                Map.of("x-1", "a", "x-2", "b", "x-3", "c", "x-4", "d", "x-5", "e", "x-6", "schön"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To",
                "bcc",
                "From",
                "Sender",
                "Subject",
                "Content-Type",
                "Resent-To",
                "MIME-Version",
                "Message-ID"
            })
    void refusesHeadersThatSayWhomOrWhat(String name) {
        Throwable failure = failure(TO_OPS, exchange -> exchange.getMessage()
                .setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, Map.of(name, "thief@contoso.com")));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("'" + name + "'");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void refusesBrokenHeaders(Object headers, String inMessage) {
        Throwable failure = failure(TO_OPS, exchange -> exchange.getMessage()
                .setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, headers));

        assertThat(failure)
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("CamelGraphMailInternetMessageHeaders")
                .hasMessageContaining(inMessage);
    }

    static Stream<Arguments> badHeaders() {
        return Stream.of(
                Arguments.of("x-a: b", "Map"),
                Arguments.of(Map.of("x a", "b"), "x a"),
                Arguments.of(Map.of("x-ü", "b"), "x-ü"),
                Arguments.of(Map.of("x-a\r\nBcc", "b"), "header name"),
                Arguments.of(Map.of("x-a", "b\r\nBcc: thief@contoso.com"), "line break"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&contentType=message/rfc822&saveToSentItems=false | To: a@contoso.com | Sent Items",
                "&contentType=message/rfc822 | Subject: nobody | no recipient",
                "&contentType=message/rfc822 | To: a b c | MIME mail",
                "&contentType=message/rfc822&operation=reply | To: a@contoso.com | operation",
                "&attachBody=true | x | CamelFileName",
                "&operation=forward&to=a@contoso.com | x | CamelGraphMailMessageId",
                "&operation=explode | x | operation",
            })
    void refusesWhatGraphHasNoWayFor(String options, String body, String inMessage) {
        Throwable failure = failure("graphmail:erp@contoso.com?subject=x" + options, exchange -> {
            exchange.getMessage().setBody(body + "\r\n\r\nbody");
            if (options.contains("reply")) {
                exchange.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, "AAMk");
            }
        });

        assertThat(failure).hasStackTraceContaining("InvalidMailException").hasStackTraceContaining(inMessage);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void refusesAMimeMailOverTheLimit() {
        Throwable failure =
                failure("graphmail:erp@contoso.com?contentType=message/rfc822", exchange -> exchange.getMessage()
                        .setBody("To: a@contoso.com\r\n\r\n" + "x".repeat(3_200_000)));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"To", "Cc", "Bcc"})
    void holdsThePolicyAgainstAMimeMailsRecipients(String header) {
        Throwable failure = failure(
                "graphmail:erp@contoso.com?contentType=message/rfc822&allowedRecipients=*@contoso.com",
                exchange -> exchange.getMessage()
                        .setBody("To: a@contoso.com\r\n" + header + ": b@contoso.com, thief@evil.example\r\n\r\nx"));

        assertThat(failure).isInstanceOf(MailNotPermittedException.class).hasMessageContaining("thief@evil.example");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Team: b@contoso.com, c@contoso.com;",
                "\"a:(\": evil@evil.example, \")\\\"\" <ok@contoso.com>;",
                "=?utf-8?q?evil=40evil.example?=@contoso.com"
            })
    void refusesAMimeMailWhoseRecipientsCanBeReadInTwoWays(String to) {
        Throwable failure =
                failure("graphmail:erp@contoso.com?contentType=message/rfc822", exchange -> exchange.getMessage()
                        .setBody("To: " + to + "\r\n\r\nx"));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("To of the MIME mail");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "contentType"})
    void takesNoHeaderFromOutsideForTheWordThatTheBodyIsAWholeMail(String header) {
        Throwable failure = failure(TO_OPS + "&mailHeaders=true", exchange -> {
            exchange.getMessage().setHeader(header, "message/rfc822");
            exchange.getMessage().setBody("From: ceo@contoso.com\r\nBcc: evil@evil.example\r\n\r\nx");
        });

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("message/rfc822");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void readsHeadersThatAreBytes() {
        send(TO_OPS, exchange -> {
            exchange.getMessage().setBody("x");
            exchange.getMessage().setHeader(GraphMailConstants.SUBJECT, "Größe".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(onlyMail().subject()).isEqualTo("Größe");
    }

    @Test
    void readsAReaderWhateverTheContentTypeSaysOfBytes() {
        send(TO_OPS + "&contentType=text/plain; charset=ISO-8859-1", new StringReader("Grüße"));

        assertThat(onlyMail().message().body().content()).isEqualTo("Grüße");
    }

    @Test
    void keepsTheParametersOfAnAttachmentsType() {
        send(TO_OPS, exchange -> {
            exchange.getMessage().setBody("x");
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment(
                            "invite.ics",
                            new DataHandler(new ByteArrayDataSource(new byte[0], "text/calendar; method=REQUEST")));
        });

        assertThat(onlyMail().message().attachments().get(0).contentType()).isEqualTo("text/calendar; method=REQUEST");
    }

    @Test
    void refusesATextFileThatNoRequestHolds(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("huge.txt");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(3L * 1024 * 1024 * 1024);
        }

        Throwable failure = failure(TO_OPS, exchange -> exchange.getMessage().setBody(file.toFile()));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("larger than");
    }

    @Test
    void measuresAMailThatTravelsAsMimeByWhatItIsThere() {
        Map<String, Object> header = Map.of("In-Reply-To", "<1@x>");
        Throwable failure = failure(TO_OPS, exchange -> {
            exchange.getMessage().setBody("äb".repeat(1_200_000));
            exchange.getMessage().setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, header);
        });
        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("too large");

        send(TO_OPS, exchange -> {
            exchange.getMessage().setBody("\"a\"\n".repeat(500_000));
            exchange.getMessage().setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, header);
        });
        assertThat(onlyMail().source()).isInstanceOf(MailSource.Mime.class);
    }

    @Test
    void repliesToNobodyKnownOnlyWhereAnybodyIsAllowed() {
        MailItem original = delivered();

        Throwable failure = failure(
                "graphmail:erp@contoso.com?operation=reply&allowedRecipients=*@contoso.com",
                exchange -> exchange.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, original.id()));

        assertThat(failure).isInstanceOf(MailNotPermittedException.class).hasMessageContaining("allowedRecipients");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain; charset=ISO-8859-1, ISO-8859-1",
        "text/html; charset=windows-1252, windows-1252",
        "text/plain, UTF-8"
    })
    void readsBytesByTheirCharset(String contentType, String charset) throws Exception {
        send(TO_OPS + "&contentType=" + contentType, "Größe €5".replace("€", "").getBytes(charset));

        assertThat(onlyMail().message().body().content()).isEqualTo("Größe 5");
    }

    @Test
    void readsAByteOrderMark() {
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-8")) {
            sandbox.clear();
            send(TO_OPS, ("\uFEFF" + "Größe 世界").getBytes(Charset.forName(charset)));
            assertThat(onlyMail().message().body().content()).isEqualTo("Größe 世界");
        }
    }

    @Test
    void refusesBytesThatAreNotOfTheirCharset() {
        Throwable failure = failure(
                TO_OPS, exchange -> exchange.getMessage().setBody("Größe".getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(failure).isInstanceOf(InvalidMailException.class).hasMessageContaining("not UTF-8");
    }

    @Test
    void cleansTextOfWhatNoMailCanCarry() {
        send(TO_OPS, "a\u0000b\u0007c\tTab\r\nLine \uD83C half \uD83C\uDF0D \uFFFE end");

        assertThat(onlyMail().message().body().content())
                .isEqualTo("abc\tTab\r\nLine \uFFFD half \uD83C\uDF0D \uFFFD end");
    }

    private static MailItem delivered() {
        return sandbox.deliver(
                "erp@contoso.com",
                new MailMessage(
                        Optional.of(new MailboxAddress("Eva", "eva@contoso.com")),
                        List.of(new MailboxAddress("", "erp@contoso.com"), new MailboxAddress("", "joe@contoso.com")),
                        List.of(),
                        List.of(),
                        List.of(),
                        "Frage",
                        new MailBody(MailBody.Type.TEXT, "Wie geht das?"),
                        "normal",
                        false,
                        false,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static MailItem onlyDraft() {
        assertThat(sandbox.drafts("erp@contoso.com")).hasSize(1);
        return sandbox.drafts("erp@contoso.com").get(0);
    }

    private void sendWithHeaders(String endpoint, Map<String, Object> headers) {
        send(endpoint, exchange -> {
            exchange.getMessage().setBody("text ü");
            exchange.getMessage().setHeader(GraphMailConstants.INTERNET_MESSAGE_HEADERS, headers);
        });
    }

    private Exchange send(String endpoint, Object body) {
        return send(endpoint, (Processor) exchange -> exchange.getMessage().setBody(body));
    }

    private Exchange send(String endpoint, Processor processor) {
        Exchange exchange = template.request(endpoint, processor);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private Throwable failure(String endpoint, Processor processor) {
        try {
            return template.request(endpoint, processor).getException();
        } catch (Exception atStart) {
            return atStart;
        }
    }
}
