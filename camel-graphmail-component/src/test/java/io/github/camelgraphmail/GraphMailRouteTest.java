package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole exchanges through {@code graphmail:} to the sandbox. */
class GraphMailRouteTest extends SandboxTestSupport {

    private static final String MINIMAL = "graphmail:erp@contoso.com?to=ops@contoso.com";

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report")
                        .to("graphmail:erp@contoso.com?to=RAW(\"Mueller, Eva\" <eva@contoso.com>; ops@contoso.com)"
                                + "&cc=cc@contoso.com&bcc=bcc@contoso.com&replyTo=answers@contoso.com"
                                + "&subject=Nightly report&contentType=text/html&importance=high&readReceipt=true"
                                + "&deliveryReceipt=true&categories=ERP, Nightly&saveToSentItems=false");
                from("direct:minimal").to(MINIMAL);
                from("direct:any").to("graphmail:erp@contoso.com?allowedSenders=*@contoso.com");
            }
        };
    }

    @Test
    void sendsWhatTheOptionsSay() {
        template.sendBody("direct:report", "<p>Grüße, 世界 🌍</p>");

        AcceptedMail mail = onlyMail();
        MailMessage message = mail.message();
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
        assertThat(message.to())
                .containsExactly(
                        new MailboxAddress("Mueller, Eva", "eva@contoso.com"),
                        new MailboxAddress("", "ops@contoso.com"));
        assertThat(message.cc()).containsExactly(new MailboxAddress("", "cc@contoso.com"));
        assertThat(message.bcc()).containsExactly(new MailboxAddress("", "bcc@contoso.com"));
        assertThat(message.replyTo()).containsExactly(new MailboxAddress("", "answers@contoso.com"));
        assertThat(message.subject()).isEqualTo("Nightly report");
        assertThat(message.body()).isEqualTo(new MailBody(MailBody.Type.HTML, "<p>Grüße, 世界 🌍</p>"));
        assertThat(message.importance()).isEqualTo("high");
        assertThat(message.readReceiptRequested()).isTrue();
        assertThat(message.deliveryReceiptRequested()).isTrue();
        assertThat(message.categories()).containsExactly("ERP", "Nightly");
        assertThat(mail.savedToSentItems()).isFalse();
    }

    @Test
    void sendsTheDefaultsWhenOnlyARecipientIsGiven() {
        template.sendBody("direct:minimal", "plain & <simple>");

        AcceptedMail mail = onlyMail();
        assertThat(mail.message().to()).containsExactly(new MailboxAddress("", "ops@contoso.com"));
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "plain & <simple>"));
        assertThat(mail.message().importance()).isEqualTo("normal");
        assertThat(mail.savedToSentItems()).isTrue();
        assertThat(mail.message().from()).isEmpty();
    }

    @Test
    void letsAHeaderWinOverItsOption() {
        template.sendBodyAndHeaders(
                "direct:report",
                "text",
                Map.of(
                        GraphMailConstants.TO, List.of("a@contoso.com", "B <b@contoso.com>, c@contoso.com"),
                        GraphMailConstants.CC, "",
                        GraphMailConstants.BCC, new String[] {"d@contoso.com"},
                        GraphMailConstants.REPLY_TO, "e@contoso.com",
                        GraphMailConstants.SUBJECT, "Other",
                        GraphMailConstants.CONTENT_TYPE, "text/plain; charset=utf-8",
                        GraphMailConstants.IMPORTANCE, "low",
                        GraphMailConstants.CATEGORIES, List.of("X"),
                        GraphMailConstants.SAVE_TO_SENT_ITEMS, true));

        AcceptedMail mail = onlyMail();
        MailMessage message = mail.message();
        assertThat(message.to())
                .extracting(MailboxAddress::address)
                .containsExactly("a@contoso.com", "b@contoso.com", "c@contoso.com");
        assertThat(message.cc()).isEmpty();
        assertThat(message.bcc()).extracting(MailboxAddress::address).containsExactly("d@contoso.com");
        assertThat(message.replyTo()).extracting(MailboxAddress::address).containsExactly("e@contoso.com");
        assertThat(message.subject()).isEqualTo("Other");
        assertThat(message.body().isHtml()).isFalse();
        assertThat(message.importance()).isEqualTo("low");
        assertThat(message.categories()).containsExactly("X");
        assertThat(mail.savedToSentItems()).isTrue();
    }

    @Test
    void isNotSteeredByTheNamesOfMailHeaders() {
        template.sendBodyAndHeaders(
                "direct:minimal",
                "text",
                Map.of(
                        "To", "thief@contoso.com",
                        "Bcc", "thief@contoso.com",
                        "From", "ceo@contoso.com",
                        "Subject", "Hijacked",
                        "contentType", "text/html",
                        "CamelMailAlternativeBody", "Hijacked",
                        "X-Injected", "x"));

        AcceptedMail mail = onlyMail();
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
        assertThat(mail.message().from()).isEmpty();
        assertThat(mail.message().recipients()).containsExactly(new MailboxAddress("", "ops@contoso.com"));
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.message().body()).isEqualTo(new MailBody(MailBody.Type.TEXT, "text"));
        assertThat(mail.message().internetMessageHeaders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"camelgraphmailto", "CAMELGRAPHMAILBCC", "CamelGraphMailsender", "camelGraphMailSubject"})
    void refusesItsHeadersInAnotherCase(String header) {
        // Such a header would also hide the one that the route sets: the map keeps the first spelling.
        Exchange exchange = template.request("direct:minimal", message -> {
            message.getMessage().setHeader(header, "thief@contoso.com");
            message.getMessage().setHeader(GraphMailConstants.TO, "ops@contoso.com");
        });

        assertThat(exchange.getException())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining(header);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void reportsTheRequestOnTheExchangeAndLeavesTheBodyAsItWas() {
        Object body = new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8));

        Exchange result = template.request(
                "direct:minimal", exchange -> exchange.getMessage().setBody(body));

        AcceptedMail mail = onlyMail();
        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getHeader(GraphMailConstants.DELIVERY)).isEqualTo("direct");
        assertThat(result.getMessage().getHeader(GraphMailConstants.REQUEST_ID))
                .isEqualTo(mail.request().requestId());
        assertThat(result.getMessage().getHeader(GraphMailConstants.CLIENT_REQUEST_ID))
                .isEqualTo(mail.request().clientRequestId());
        assertThat(mail.message().body().content()).isEqualTo("streamed");
        assertThat(result.getMessage().getBody(String.class)).isEqualTo("streamed");
    }

    @Test
    void sendsAttachmentsByteForByte(@TempDir Path folder) throws Exception {
        byte[] pdf = {'%', 'P', 'D', 'F', 0, (byte) 0xff, 10, 13};
        Path file = Files.write(folder.resolve("invoice.pdf"), pdf);
        Attachment image =
                new DefaultAttachment(new DataHandler(new ByteArrayDataSource(new byte[] {1, 2}, "image/png")));
        image.setHeader("Content-ID", "<logo>");

        send("direct:minimal", exchange -> {
            AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
            message.setBody("see attachments");
            message.addAttachment("invoice.pdf", new DataHandler(new FileDataSource(file.toFile())));
            message.addAttachmentObject("../pictures/logo.png", image);
            message.addAttachment("empty.txt", new DataHandler(new ByteArrayDataSource(new byte[0], "text/plain")));
        });

        assertThat(onlyMail().message().attachments())
                .containsExactly(
                        new MailAttachment("invoice.pdf", "application/pdf", pdf, false, null),
                        new MailAttachment("logo.png", "image/png", new byte[] {1, 2}, true, "logo"),
                        new MailAttachment("empty.txt", "text/plain", new byte[0], false, null));
    }

    @Test
    void sendsAsAnotherMailboxThatAllowedSendersNames() {
        template.sendBodyAndHeaders(
                "direct:any",
                "text",
                Map.of(GraphMailConstants.SENDER, "noreply@contoso.com", GraphMailConstants.TO, "ops@contoso.com"));

        assertThat(onlyMail().mailbox()).isEqualTo("noreply@contoso.com");
    }

    @Test
    void refusesASenderThatIsNotAllowed() {
        assertFails("direct:minimal", Map.of(GraphMailConstants.SENDER, "ceo@contoso.com"))
                .isInstanceOf(MailNotPermittedException.class)
                .hasMessageContaining("ceo@contoso.com")
                .hasMessageContaining("allowedSenders");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void refusesAMailWithoutRecipients() {
        assertFails("direct:any", Map.of())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("no recipient")
                .hasMessageContaining("CamelGraphMailTo");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void explainsAnUnknownSender() {
        assertFails(
                        "direct:any",
                        Map.of(
                                GraphMailConstants.SENDER,
                                "nobody@contoso.com",
                                GraphMailConstants.TO,
                                "ops@contoso.com"))
                .isInstanceOfSatisfying(GraphRequestRejectedException.class, failure -> {
                    assertThat(failure.getHttpStatus()).isEqualTo(404);
                    assertThat(failure.getErrorCode()).isEqualTo("ErrorInvalidUser");
                    assertThat(failure.getRequestId()).isNotNull();
                    assertThat(failure.getAttempts()).isEqualTo(1);
                    assertThat(failure)
                            .hasMessageContaining("nobody@contoso.com")
                            .hasMessageContaining("CamelGraphMailSender");
                });
    }

    @Test
    void signsInOnceForManyFirstSends() {
        int mails = 500;
        long before = sandbox.accepted();
        long tokenRequests = sandbox.tokenRequests();

        // A new component, which has no token yet.
        GraphMailComponent component = new GraphMailComponent();
        signIn(component.getConfiguration());
        context.addComponent("fresh", component);
        List<CompletableFuture<Object>> sends = new ArrayList<>();
        IntStream.range(0, mails)
                .forEach(i -> sends.add(template.asyncSendBody("fresh:erp@contoso.com?to=ops@contoso.com", "Mail " + i)
                        .thenApply(body -> body)));
        sends.forEach(CompletableFuture::join);

        assertThat(sandbox.accepted() - before).isEqualTo(mails);
        assertThat(sandbox.tokenRequests() - tokenRequests).isEqualTo(1);
    }

    private void send(String endpoint, Processor processor) {
        Exchange exchange = template.send(endpoint, processor);
        assertThat(exchange.getException()).isNull();
    }

    private AbstractThrowableAssert<?, ?> assertFails(String endpoint, Map<String, Object> headers) {
        return assertThatThrownBy(() -> template.sendBodyAndHeaders(endpoint, "text", headers))
                .isInstanceOf(CamelExecutionException.class)
                .cause();
    }
}
