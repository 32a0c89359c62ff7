package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.github.camelgraphmail.sandbox.core.MailSource;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same exchange through camel-mail to an SMTP server and through {@code graphmail:} to the sandbox: their readers see the
 * same mail.
 */
class CamelMailParityTest extends SandboxTestSupport {

    private static final GreenMail SMTP = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @TempDir
    static Path files;

    private static final List<String> HEADERS = List.of(
            "X-Run",
            "X-A",
            "X-B",
            "X-C",
            "X-D",
            "X-E",
            "X-F",
            "List-Unsubscribe",
            "In-Reply-To",
            "Auto-Submitted",
            "X-Many",
            "Organization",
            "Precedence");

    private interface Setup {
        void apply(Message message) throws Exception;
    }

    /** @param options in the words of both endpoints */
    record Case(String name, String options, Setup setup) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        subjects(cases);
        texts(cases);
        charsets(cases);
        recipients(cases);
        headers(cases);
        attachments(cases);
        alternatives(cases);
        return cases;
    }

    private static void subjects(List<Case> cases) {
        for (String subject : List.of(
                "Nightly report",
                "Grüße aus Köln",
                "世界、こんにちは",
                "Привет, мир",
                "مرحبا بالعالم",
                "שלום עולם",
                "Emoji 🌍🚀👩‍👩‍👧",
                "é combining e\u0301",
                "A very long subject that has to be folded because it is much longer than seventy-eight characters — ünd so weiter",
                "tab\tinside",
                "\"quoted\" & <angled> 100%")) {
            cases.add(new Case("subject header: " + subject, "&to=a@contoso.com", message -> {
                message.setHeader("Subject", subject);
                message.setBody("text");
            }));
        }
        cases.add(new Case("subject option", "&to=a@contoso.com&subject=RAW(Bericht für März)", text("x")));
        cases.add(new Case("subject header over option", "&to=a@contoso.com&subject=Option", message -> {
            message.setHeader("subject", "Header in lower case ü");
            message.setBody("x");
        }));
        cases.add(new Case("no subject", "&to=a@contoso.com", text("x")));
    }

    private static void texts(List<Case> cases) {
        for (String body : List.of(
                "plain",
                "Zeile 1\nZeile 2\r\nZeile 3",
                "Grüße, 世界 🌍",
                ".\n..\nlines of dots",
                "trailing spaces   \nand = signs =3D",
                "x".repeat(2000) + "ü",
                "From the start of a line\n>From quoted",
                "")) {
            cases.add(new Case(
                    "text: " + body.substring(0, Math.min(12, body.length())),
                    "&to=a@contoso.com&contentType=text/plain; charset=UTF-8",
                    text(body)));
        }
        for (String html : List.of(
                "<p>plain</p>",
                "<html><head><meta charset=\"utf-8\"></head><body>Grüße 🌍 &amp; 世界</body></html>",
                "<b>Привет</b>\n<i>שלום</i>")) {
            cases.add(new Case(
                    "html: " + html.substring(0, 8),
                    "&to=a@contoso.com&contentType=text/html; charset=UTF-8",
                    text(html)));
        }
        cases.add(new Case("content type by header", "&to=a@contoso.com", message -> {
            message.setHeader("contentType", "text/html; charset=UTF-8");
            message.setBody("<p>ä</p>");
        }));
        cases.add(new Case("content type by Content-Type", "&to=a@contoso.com", message -> {
            message.setHeader("Content-Type", "text/html;charset=UTF-8");
            message.setBody("<p>ö</p>");
        }));
        cases.add(new Case("content type header over Content-Type", "&to=a@contoso.com", message -> {
            message.setHeader("Content-Type", "text/plain; charset=UTF-8");
            message.setHeader("contentType", "text/html; charset=UTF-8");
            message.setBody("<p>ß</p>");
        }));
        cases.add(new Case("null body", "&to=a@contoso.com", message -> message.setBody(null)));
    }

    private static void charsets(List<Case> cases) {
        for (String charset : List.of("ISO-8859-1", "ISO-8859-15", "windows-1252", "UTF-8", "UTF-16")) {
            cases.add(new Case("bytes in " + charset, "&to=a@contoso.com", message -> {
                message.getExchange().setProperty(Exchange.CHARSET_NAME, charset);
                message.setBody("Größe für 5 Stück".getBytes(Charset.forName(charset)));
            }));
        }
        cases.add(new Case(
                "UTF-8 bytes with another charset of the mail",
                "&to=a@contoso.com&contentType=text/plain; charset=ISO-8859-1",
                message -> message.setBody("Grüße".getBytes(StandardCharsets.UTF_8))));
        cases.add(new Case(
                "stream",
                "&to=a@contoso.com&contentType=text/plain; charset=UTF-8",
                message -> message.setBody(new ByteArrayInputStream("gestreamt ü".getBytes(StandardCharsets.UTF_8)))));
        cases.add(new Case(
                "file",
                "&to=a@contoso.com&contentType=text/plain; charset=UTF-8",
                message -> message.setBody(Files.writeString(files.resolve("body.txt"), "aus einer Datei ü")
                        .toFile())));
    }

    private static void recipients(List<Case> cases) {
        for (String to : List.of(
                "a@contoso.com",
                "Eva Mueller <eva@contoso.com>",
                "\"Mueller, Eva\" <eva@contoso.com>",
                "\"Müller, Jürgen\" <j@contoso.com>",
                "世界 <world@contoso.com>",
                "a@contoso.com, b@contoso.com",
                "a@contoso.com; b@contoso.com",
                "\"a; b\" <ab@contoso.com>, c@contoso.com",
                "o'brien+erp@contoso.com")) {
            cases.add(new Case("To header: " + to, "", message -> {
                message.setHeader("To", to);
                message.setBody("x");
            }));
        }
        cases.add(new Case("to, cc, bcc options", "&to=a@contoso.com&cc=b@contoso.com&bcc=c@contoso.com", text("x")));
        cases.add(new Case("To header switches off all options", "&to=a@contoso.com&cc=b@contoso.com", message -> {
            message.setHeader("To", "only@contoso.com");
            message.setBody("x");
        }));
        cases.add(new Case("Cc header switches off option to", "&to=a@contoso.com", message -> {
            message.setHeader("Cc", "only@contoso.com");
            message.setBody("x");
        }));
        cases.add(new Case("Bcc header", "&to=a@contoso.com", message -> {
            message.setHeader("To", "a@contoso.com");
            message.setHeader("Bcc", "hidden1@contoso.com, hidden2@contoso.com");
            message.setBody("x");
        }));
        cases.add(new Case("header in lower case", "&to=a@contoso.com", message -> {
            message.setHeader("to", "lower@contoso.com");
            message.setBody("x");
        }));
        cases.add(new Case("collection of recipients", "", message -> {
            message.setHeader("To", List.of("a@contoso.com", "Bö <b@contoso.com>"));
            message.setBody("x");
        }));
        cases.add(new Case("Reply-To header over option", "&to=a@contoso.com&replyTo=option@contoso.com", message -> {
            message.setHeader("Reply-To", "Antwort ü <header@contoso.com>");
            message.setBody("x");
        }));
        cases.add(new Case("replyTo option", "&to=a@contoso.com&replyTo=option@contoso.com", text("x")));
        cases.add(new Case("From header", "&to=a@contoso.com", message -> {
            message.setHeader("From", "Büro <erp@contoso.com>");
            message.setBody("x");
        }));
    }

    private static void headers(List<Case> cases) {
        cases.add(new Case("x- header", "&to=a@contoso.com", message -> {
            message.setHeader("X-Run", "4711");
            message.setBody("x");
        }));
        cases.add(new Case("x- header, not ASCII", "&to=a@contoso.com", message -> {
            message.setHeader("Organization", "plain");
            message.setBody("ü");
        }));
        cases.add(new Case("six x- headers", "&to=a@contoso.com", message -> {
            for (String name : List.of("X-A", "X-B", "X-C", "X-D", "X-E", "X-F")) {
                message.setHeader(name, name);
            }
            message.setBody("ü");
        }));
        for (String name : List.of("List-Unsubscribe", "In-Reply-To", "Auto-Submitted", "Precedence")) {
            cases.add(new Case("header " + name, "&to=a@contoso.com", message -> {
                message.setHeader(name, "<x@contoso.com>");
                message.setBody("mit ü");
            }));
        }
        cases.add(new Case("repeated header", "&to=a@contoso.com", message -> {
            message.setHeader("X-Many", List.of("one", "two"));
            message.setBody("x");
        }));
    }

    private static void attachments(List<Case> cases) {
        for (String name : List.of(
                "invoice.pdf",
                "Rechnung ä ö ü.pdf",
                "世界.pdf",
                "a b (c) [d].pdf",
                "quote's.pdf",
                "Счёт №1.pdf",
                "x".repeat(120) + ".pdf")) {
            cases.add(new Case("attachment " + name, "&to=a@contoso.com", message -> {
                message.setBody("siehe Anhang ü");
                attach(message, name, "application/pdf", new byte[] {0, 1, 2, (byte) 0xff, 10, 13});
            }));
        }
        cases.add(new Case("attached mail beside a header that needs MIME", "&to=a@contoso.com", message -> {
            message.setBody("x");
            message.setHeader("In-Reply-To", "<1@contoso.com>");
            attach(
                    message,
                    "mail.eml",
                    "message/rfc822",
                    "Subject: inner\r\n\r\nbody".getBytes(StandardCharsets.UTF_8));
        }));
        cases.add(new Case("empty attachment", "&to=a@contoso.com", message -> {
            message.setBody("x");
            attach(message, "empty.bin", "application/octet-stream", new byte[0]);
        }));
        cases.add(new Case("text attachment keeps its bytes", "&to=a@contoso.com", message -> {
            message.setBody("x");
            attach(message, "latin1.csv", "application/csv", "ä;ö\nü".getBytes(StandardCharsets.ISO_8859_1));
        }));
        cases.add(new Case(
                "several attachments with HTML", "&to=a@contoso.com&contentType=text/html; charset=UTF-8", message -> {
                    message.setBody("<p>ü</p>");
                    attach(message, "a.pdf", "application/pdf", new byte[] {1});
                    attach(message, "b.png", "image/png", new byte[] {2});
                    attach(message, "c.bin", "application/octet-stream", new byte[3000]);
                }));
        cases.add(new Case("file attachment", "&to=a@contoso.com", message -> {
            message.setBody("x");
            Path file = Files.write(files.resolve("picture.gif"), new byte[] {71, 73, 70});
            message.getExchange()
                    .getMessage(AttachmentMessage.class)
                    .addAttachment("picture.gif", new DataHandler(new FileDataSource(file.toFile())));
        }));
        cases.add(new Case("cid: attachment", "&to=a@contoso.com&contentType=text/html; charset=UTF-8", message -> {
            message.setBody("<img src='cid:logo.png'>");
            attach(message, "cid:logo.png", "image/png", new byte[] {9, 9});
        }));
        cases.add(new Case(
                "attachment with a Content-ID", "&to=a@contoso.com&contentType=text/html; charset=UTF-8", message -> {
                    message.setBody("<img src='cid:me@here'>");
                    Attachment image = new DefaultAttachment(
                            new DataHandler(new ByteArrayDataSource(new byte[] {5}, "image/png")));
                    image.setHeader("Content-ID", "<me@here>");
                    message.getExchange().getMessage(AttachmentMessage.class).addAttachmentObject("me.png", image);
                }));
        cases.add(new Case(
                "inline attachments",
                "&to=a@contoso.com&useInlineAttachments=true&contentType=text/html; charset=UTF-8",
                message -> {
                    message.setBody("<p>ü</p>");
                    attach(message, "cid:inline.png", "image/png", new byte[] {7});
                }));
    }

    private static void alternatives(List<Case> cases) {
        String html = "&to=a@contoso.com&contentType=text/html; charset=UTF-8";
        cases.add(new Case("alternative body", html, message -> {
            message.setBody("<p>Grüße</p>");
            message.setHeader("CamelMailAlternativeBody", "Grüße");
        }));
        cases.add(new Case("alternative body with an attachment", html, message -> {
            message.setBody("<p>Grüße 世界</p>");
            message.setHeader("CamelMailAlternativeBody", "Grüße 世界");
            attach(message, "ä.pdf", "application/pdf", new byte[] {1, 2, 3});
        }));
        cases.add(new Case("alternative body with an inline image", html + "&useInlineAttachments=true", message -> {
            message.setBody("<img src='cid:logo.png'>ü");
            message.setHeader("CamelMailAlternativeBody", "Bild ü");
            attach(message, "cid:logo.png", "image/png", new byte[] {4, 5});
        }));
    }

    @BeforeAll
    static void startSmtp() {
        SMTP.start();
    }

    @AfterAll
    static void stopSmtp() {
        SMTP.stop();
    }

    @BeforeEach
    void emptySmtp() throws Exception {
        SMTP.purgeEmailFromAllMailboxes();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsItsReaderTheSameMail(Case sample) throws Exception {
        // Without a charset camel-mail lets the reader guess; Graph's text is Unicode.
        String options =
                sample.options().contains("contentType=") || sample.name().startsWith("bytes in")
                        ? sample.options()
                        : sample.options() + "&contentType=text/plain; charset=UTF-8";
        String smtp = "smtp://localhost:" + SMTP.getSmtp().getPort() + "?from=erp@contoso.com" + options;
        String graph = "graphmail:erp@contoso.com?mailHeaders=true" + options;

        send(smtp, sample.setup());
        send(graph, sample.setup());

        MimeMessage[] received = SMTP.getReceivedMessages();
        assertThat(received).isNotEmpty();
        SeenMail expected = SeenMail.of(received[0], HEADERS);
        assertThat(SeenMail.of(onlyMail(), HEADERS)).isEqualTo(expected);
        // Each recipient gets a mail of SMTP's, the hidden ones too.
        assertThat(onlyMail().message().recipients()).hasSize(received.length);
    }

    @Test
    void hasAtLeastSixtyCases() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void sendsAMimeMailByteForByte() throws Exception {
        for (String mail : List.of(SIGNED, QUOTED)) {
            byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (Object body : List.of(
                    bytes,
                    new ByteArrayInputStream(bytes),
                    Files.write(files.resolve("mail.eml"), bytes).toFile(),
                    files.resolve("mail.eml"),
                    SeenMail.mime(bytes))) {
                sandbox.clear();
                send("graphmail:erp@contoso.com?contentType=message/rfc822", message -> message.setBody(body));

                assertThat(((MailSource.Mime) onlyMail().source()).bytes()).isEqualTo(bytes);
                assertThat(onlyMail().message().recipients()).hasSize(3);
            }
        }
    }

    @Test
    void sendsWhatMimeMultipartMarshalsAsItIs() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:marshal")
                        .marshal()
                        .mimeMultipart("mixed")
                        .setProperty("marshalled", body())
                        .to("graphmail:erp@contoso.com?mailHeaders=true&to=ops@contoso.com&subject=RAW(Größe)");
            }
        });

        Exchange exchange = template.request("direct:marshal", sent -> {
            sent.getMessage().setHeader("Content-Type", "text/plain; charset=UTF-8");
            sent.getMessage().setBody("ein Text ü");
            attach(sent.getMessage(), "ä.bin", "application/octet-stream", new byte[] {0, 1, 2});
        });

        assertThat(exchange.getException()).isNull();
        byte[] source = ((MailSource.Mime) onlyMail().source()).bytes();
        byte[] marshalled = exchange.getProperty("marshalled", byte[].class);
        assertThat(new String(source, StandardCharsets.ISO_8859_1))
                .endsWith(new String(marshalled, StandardCharsets.ISO_8859_1));
        assertThat(onlyMail().subject()).isEqualTo("Größe");
        assertThat(onlyMail().message().body().content()).isEqualTo("ein Text ü");
        assertThat(onlyMail().message().attachments()).hasSize(1);
    }

    private static final String SIGNED = """
            From: ERP <erp@contoso.com>
            To: Eva <eva@contoso.com>, ops@contoso.com
            Bcc: hidden@contoso.com
            Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=
            X-Odd:   spaces   kept
            MIME-Version: 1.0
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;
             boundary="b1"

            --b1
            Content-Type: text/plain; charset=ISO-8859-1
            Content-Transfer-Encoding: quoted-printable

            Gr=FC=DFe=20
            --b1
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Transfer-Encoding: base64

            AAECAwQ=
            --b1--
            """;

    private static final String QUOTED = """
            From: erp@contoso.com
            To: undisclosed-recipients:;, a@contoso.com, b@contoso.com
            Cc: c@contoso.com
            Subject: plain
            Content-Type: text/plain; charset=ISO-8859-1
            Content-Transfer-Encoding: 8bit

            Gr\u00fc\u00dfe
            """;

    private static Setup text(String body) {
        return message -> message.setBody(body);
    }

    private static void attach(Message message, String name, String type, byte[] content) {
        message.getExchange()
                .getMessage(AttachmentMessage.class)
                .addAttachment(name, new DataHandler(new ByteArrayDataSource(content, type)));
    }

    private void send(String endpoint, Setup setup) throws Exception {
        Exchange exchange = template.request(endpoint, sent -> setup.apply(sent.getMessage()));
        if (exchange.getException() != null) {
            throw new AssertionError(endpoint, exchange.getException());
        }
    }
}
