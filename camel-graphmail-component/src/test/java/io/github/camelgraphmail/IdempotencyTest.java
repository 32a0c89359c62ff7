package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.scope.ProbePace;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails with an idempotency key, with mailboxes that show what was done to them after half a second at the latest. */
class IdempotencyTest extends SandboxTestSupport {

    private static final Duration SETTLING = Duration.ofMillis(500);
    private static final String MAILBOX = "erp@contoso.com";
    private static final String ENDPOINT =
            "graphmail:erp@contoso.com?to=ops@contoso.com&subject=Order&idempotencyKey=${header.order}";
    private static final String MIME = "From: erp@contoso.com\r\nTo: ops@contoso.com\r\nSubject: Order\r\n\r\ntext\r\n";

    @Override
    protected Pace pace() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(200), SETTLING);
    }

    @BeforeEach
    void mayWrite() {
        grant(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE);
    }

    @AfterEach
    void endMishaps() {
        sandbox.faults().clear();
        sandbox.delayVisibility(Duration.ZERO);
    }

    private static void grant(String... roles) {
        String app = sandbox.tenant().apps().get(0).clientId();
        sandbox.update(app, registration -> registration.withRoles(Set.of(roles)));
        sandbox.revokeTokens(app);
    }

    @Test
    void sendsWhatHasTheSameKeyOnce() {
        Exchange first = send("42");
        Exchange second = send("42");
        Exchange other = send("43");

        assertThat(sandbox.mails()).hasSize(2);
        assertThat(delivery(first)).isEqualTo("draft");
        assertThat(delivery(second)).isEqualTo("duplicate");
        assertThat(delivery(other)).isEqualTo("draft");
        assertThat(second.getMessage().getHeaders())
                .containsEntry(
                        GraphMailConstants.MESSAGE_ID, first.getMessage().getHeader(GraphMailConstants.MESSAGE_ID))
                .containsEntry(
                        GraphMailConstants.INTERNET_MESSAGE_ID,
                        first.getMessage().getHeader(GraphMailConstants.INTERNET_MESSAGE_ID))
                .doesNotContainKeys(GraphMailConstants.REQUEST_ID, GraphMailConstants.CLIENT_REQUEST_ID);
        assertThat(second.getMessage().getBody()).isEqualTo("text");
        assertThat(sandbox.drafts(MAILBOX)).isEmpty();
    }

    @Test
    void takesKeysThatDifferInCaseForDifferentOnes() {
        send("order-a");
        send("order-A");

        assertThat(sandbox.mails()).hasSize(2);
    }

    @Test
    void takesTheHeaderBeforeTheOption() {
        for (String key : List.of("a", "a", "b")) {
            template.request(ENDPOINT, exchange -> {
                exchange.getMessage().setBody("text");
                exchange.getMessage().setHeader("order", "42");
                exchange.getMessage().setHeader(GraphMailConstants.IDEMPOTENCY_KEY, key);
            });
        }

        assertThat(sandbox.mails()).hasSize(2);
    }

    @Test
    void findsWhatAnotherProcessHasSent() throws Exception {
        send("42");
        restart();

        assertThat(delivery(send("42"))).isEqualTo("duplicate");
        assertThat(sandbox.mails()).hasSize(1);
    }

    /** The other process was killed a moment ago, and the mailbox does not show yet what it has sent. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForTheMailboxToShowWhatAnotherProcessHasSent(boolean showsFormerState) throws Exception {
        Duration late = SETTLING.minusMillis(100);
        if (showsFormerState) {
            sandbox.showFormerState(late);
        } else {
            sandbox.delayVisibility(late);
        }
        send("42");
        restart();

        assertThat(delivery(send("42"))).isEqualTo("duplicate");
        assertThat(sandbox.mails()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void sendsOnceWhenAnUnknownOutcomeIsSentAgain(Moment moment) {
        // Neither the sending nor the looks after it tell anything.
        sandbox.faults().once(new Fault(Operation.SEND, moment, Fault.answer(503, "x")));
        sandbox.faults().atRate(new Fault(Operation.READ, Moment.BEFORE, Fault.answer(403, "ErrorAccessDenied")), 1);
        Exchange first = send("42", ENDPOINT + "&retryTimeout=1000");
        sandbox.faults().clear();

        Exchange second = send("42");

        assertThat(first.getException()).isInstanceOf(DeliveryUnknownException.class);
        assertThat(second.getException()).isNull();
        assertThat(delivery(second)).isEqualTo(moment == Moment.AFTER ? "duplicate" : "draft");
        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.drafts(MAILBOX)).isEmpty();
    }

    @Test
    void sendsOnceWhenManyBringTheSameKeyAtATime() {
        List<CompletableFuture<Exchange>> sends = IntStream.range(0, 60)
                .mapToObj(i -> template.asyncSend(ENDPOINT, exchange -> {
                    exchange.getMessage().setBody("text");
                    exchange.getMessage().setHeader("order", "key-" + i % 3);
                }))
                .toList();

        assertThat(sends).allSatisfy(send -> assertThat(send)
                .succeedsWithin(Duration.ofSeconds(30))
                .satisfies(exchange -> assertThat(exchange.getException()).isNull()));
        assertThat(sandbox.mails()).hasSize(3);
    }

    @Test
    void sendsAgainWhatHasFailed() {
        sandbox.faults().once(new Fault(Operation.SEND, Moment.BEFORE, Fault.answer(400, "ErrorInvalidRecipients")));

        assertThat(send("42").getException()).isInstanceOf(GraphRequestRejectedException.class);
        assertThat(delivery(send("42"))).isEqualTo("draft");
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void sendsAMimeMailOnce() throws Exception {
        String endpoint = ENDPOINT + "&contentType=message/rfc822";
        for (int i = 0; i < 2; i++) {
            Exchange exchange = template.request(endpoint, mail -> {
                mail.getMessage().setBody(MIME);
                mail.getMessage().setHeader("order", "42");
            });
            assertThat(exchange.getException()).isNull();
            restart();
        }

        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.drafts(MAILBOX)).isEmpty();
    }

    @Test
    void leavesOneDraftForAKey() throws Exception {
        Exchange first = sendWithAttachment(ENDPOINT + "&operation=draft");
        restart();
        Exchange second = sendWithAttachment(ENDPOINT + "&operation=draft");

        assertThat(delivery(second)).isEqualTo("duplicate");
        assertThat(second.getMessage().getHeader(GraphMailConstants.MESSAGE_ID))
                .isEqualTo(first.getMessage().getHeader(GraphMailConstants.MESSAGE_ID));
        assertThat(sandbox.drafts(MAILBOX)).hasSize(1);
        assertThat(sandbox.mails()).isEmpty();
    }

    private Exchange sendWithAttachment(String endpoint) {
        return template.request(endpoint, exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader("order", "42");
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment("a.txt", new DataHandler(new ByteArrayDataSource("a", "text/plain")));
        });
    }

    @Test
    void takesADraftAndASentMailOfOneKeyForTwoThings() throws Exception {
        Exchange draft = send("42", ENDPOINT + "&operation=draft");
        Exchange sent = send("42");
        restart();

        assertThat(delivery(draft)).isEqualTo("draft");
        assertThat(delivery(sent)).isEqualTo("draft");
        assertThat(delivery(send("42", ENDPOINT + "&operation=draft"))).isEqualTo("duplicate");
        assertThat(delivery(send("42"))).isEqualTo("duplicate");
        assertThat(sandbox.mails()).hasSize(1);
        assertThat(sandbox.drafts(MAILBOX)).hasSize(1);
    }

    @Test
    void leavesOneMimeDraftForAKey() throws Exception {
        String endpoint = ENDPOINT + "&operation=draft&contentType=message/rfc822";
        String mime = MIME.replace(
                "\r\n\r\ntext",
                "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\n\r\ntext\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
                        + "Content-Disposition: attachment; filename=a.pdf\r\n\r\npdf\r\n--b--");
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Exchange exchange = template.request(endpoint, mail -> {
                mail.getMessage().setBody(mime);
                mail.getMessage().setHeader("order", "42");
            });
            assertThat(exchange.getException()).isNull();
            ids.add(exchange.getMessage().getHeader(GraphMailConstants.MESSAGE_ID));
            restart();
        }

        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(sandbox.drafts(MAILBOX)).hasSize(1);
    }

    /** What a gateway answers, half of an answer, or a page that is empty although the list goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>gateway</html>",
                "{\"value\":[",
                "{\"value\":[],\"@odata.nextLink\":\"https://localhost/v1.0/x?$skiptoken=1\"}"
            })
    void takesNoAnswerForNoMail(String body) throws Exception {
        send("42");
        restart();
        for (int i = 0; i < 2; i++) {
            sandbox.faults()
                    .once(new Fault(
                            Operation.FIND, Moment.BEFORE, new Fault.Effect.Answer(200, Optional.empty(), body)));
        }

        send("42");

        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void doesNotCountTheWaitForTheMailboxAsOneForGraph() throws Exception {
        restart();
        sandbox.faults().once(new Fault(Operation.CREATE, Moment.BEFORE, Fault.answer(429, "ApplicationThrottled")));

        assertThat(delivery(send("42", ENDPOINT + "&retryTimeout=400"))).isEqualTo("draft");
    }

    @Test
    void goesOnAfterARedeliveryByTheRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("direct:orders").to(ENDPOINT + "&retryTimeout=0");
            }
        });
        sandbox.faults().once(new Fault(Operation.SEND, Moment.AFTER, Fault.answer(504, "UnknownError")));
        sandbox.faults().once(new Fault(Operation.READ, Moment.BEFORE, Fault.answer(403, "x")));

        Exchange exchange = send("42", "direct:orders");

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void namesThePermissionThatAKeyTakes() {
        grant(ServicePrincipal.MAIL_SEND);

        assertThat(send("42").getException())
                .isInstanceOf(GraphAccessDeniedException.class)
                .hasMessageContaining("Mail.ReadWrite");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void refusesAnEmptyKey() {
        assertThat(send(" ").getException())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("idempotencyKey");
        assertThat(template.request(ENDPOINT, exchange -> exchange.getMessage().setBody("text"))
                        .getException())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("idempotencyKey");
        assertThat(sandbox.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "idempotencyKey=x&delivery=direct, delivery",
        "idempotencyKey=x&saveToSentItems=false, saveToSentItems",
        "idempotencyKey=RAW( ), empty"
    })
    void doesNotStartWhereAKeyCanNotBeHonoured(String options, String named) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:wrong").to("graphmail:erp@contoso.com?to=ops@contoso.com&" + options);
                    }
                }))
                .rootCause()
                .hasMessageContaining("idempotencyKey")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"delivery=direct, delivery", "saveToSentItems=false, saveToSentItems", "operation=reply, operation"})
    void refusesAKeyThatCanNotBeHonoured(String option, String named) {
        Exchange exchange = template.request("graphmail:erp@contoso.com?to=ops@contoso.com&" + option, mail -> {
            mail.getMessage().setBody("text");
            mail.getMessage().setHeader(GraphMailConstants.MESSAGE_ID, "id");
            mail.getMessage().setHeader(GraphMailConstants.IDEMPOTENCY_KEY, "42");
        });

        assertThat(exchange.getException())
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("idempotencyKey")
                .hasMessageContaining(named);
        assertThat(sandbox.mails()).isEmpty();
    }

    /** What a process knows by itself is forgotten. */
    private void restart() throws Exception {
        template.stop();
        context.removeEndpoints("graphmail:*");
        context.removeComponent("graphmail");
        GraphMailComponent component = new GraphMailComponent(pace(), ProbePace.DEFAULT);
        signIn(component.getConfiguration());
        context.addComponent("graphmail", component);
        template.start();
    }

    private Exchange send(String order) {
        return send(order, ENDPOINT);
    }

    private Exchange send(String order, String endpoint) {
        return template.request(endpoint, exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader("order", order);
        });
    }

    private static Object delivery(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getHeader(GraphMailConstants.DELIVERY);
    }
}
