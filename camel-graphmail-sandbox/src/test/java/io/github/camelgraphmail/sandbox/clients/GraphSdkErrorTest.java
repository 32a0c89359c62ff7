package io.github.camelgraphmail.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.graph.models.AttachmentItem;
import com.microsoft.graph.models.AttachmentType;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.InternetMessageHeader;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.junit.GraphMailSandboxExtension;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Microsoft Graph SDK for Java makes of the sandbox's refusals. */
class GraphSdkErrorTest {

    @RegisterExtension
    static final GraphMailSandboxExtension GRAPH = GraphMailSandboxExtension.create();

    private static final String APP = SandboxConfiguration.CLIENT_ID;
    private static final String ERP = "erp@contoso.com";
    private static final RetryHandlerOption NO_RETRIES = new RetryHandlerOption(null, 0, 0);

    private final GraphServiceClient graph = GraphSdk.client(GRAPH.sandbox());

    @BeforeEach
    void letTheAppWriteDrafts(GraphMailSandbox sandbox) {
        allow(sandbox, ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE, "User.Read.All");
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("unknown user", 404, "ErrorInvalidUser", sends("nobody@contoso.com")),
                new Refusal("unlicensed mailbox", 404, "MailboxNotEnabledForRESTAPI", sends())
                        .after(sandbox -> state(sandbox, Mailbox.State.UNLICENSED)),
                new Refusal("disabled account", 403, "ErrorAccountDisabled", sends())
                        .after(sandbox -> state(sandbox, Mailbox.State.DISABLED)),
                new Refusal("access policy", 403, "ErrorAccessDenied", sends())
                        .after(sandbox -> sandbox.access().deny(APP, ERP))
                        .saying("[RAOP]"),
                new Refusal("other permission", 403, "ErrorAccessDenied", sends())
                        .after(sandbox -> allow(sandbox, ServicePrincipal.MAIL_READ)),
                new Refusal("From without a right", 403, "ErrorSendAsDenied", graph -> {
                    Message message = GraphSdk.message("Invoice", "ops@contoso.com");
                    message.setFrom(GraphSdk.recipient("ceo@contoso.com"));
                    send(graph, ERP, GraphSdk.sending(message));
                }),
                new Refusal("users without their permission", 403, "Authorization_RequestDenied", graph -> graph.users()
                                .byUserId(ERP)
                                .get())
                        .after(sandbox -> allow(sandbox, ServicePrincipal.MAIL_SEND)),
                new Refusal("user that is not there", 404, "Request_ResourceNotFound", graph -> graph.users()
                        .byUserId("nobody@contoso.com")
                        .get()),
                new Refusal("me", 400, "BadRequest", graph -> graph.me()
                                .messages()
                                .get())
                        .saying("/me request"),
                new Refusal(
                        "no recipients",
                        400,
                        "ErrorInvalidRecipients",
                        graph -> send(graph, ERP, GraphSdk.sending(GraphSdk.message("To nobody")))),
                new Refusal(
                                "malformed recipient",
                                400,
                                "ErrorInvalidRecipients",
                                graph -> send(graph, ERP, GraphSdk.sending(GraphSdk.message("Invoice", "no address"))))
                        .saying("no address"),
                new Refusal("header without x-", 400, "InvalidInternetMessageHeader", graph -> {
                    InternetMessageHeader header = new InternetMessageHeader();
                    header.setName("Importance");
                    header.setValue("high");
                    Message message = GraphSdk.message("Invoice", "ops@contoso.com");
                    message.setInternetMessageHeaders(List.of(header));
                    send(graph, ERP, GraphSdk.sending(message));
                }),
                new Refusal("request beyond 4 MB", 413, "BadRequest", graph -> {
                    FileAttachment file = new FileAttachment();
                    file.setName("large.bin");
                    file.setContentBytes(new byte[3_500_000]);
                    Message message = GraphSdk.message("Large", "ops@contoso.com");
                    message.setAttachments(List.of(file));
                    send(graph, ERP, GraphSdk.sending(message));
                }),
                new Refusal("message that is gone", 404, "ErrorItemNotFound", graph -> graph.users()
                        .byUserId(ERP)
                        .messages()
                        .byMessageId("gone")
                        .get()),
                new Refusal(
                        "upload of a small file",
                        400,
                        "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                        GraphSdkErrorTest::announceASmallFile),
                new Refusal("throttling", 429, "ApplicationThrottled", sends())
                        .after(sandbox -> sandbox.faults().plan(FaultKind.THROTTLED.plan())),
                new Refusal("internal error", 500, "ErrorInternalServerTransientError", sends())
                        .after(sandbox -> sandbox.faults().plan(FaultKind.INTERNAL_ERROR.plan())),
                new Refusal("overload", 503, "ServiceUnavailable", sends())
                        .after(sandbox -> sandbox.faults().plan(FaultKind.UNAVAILABLE.plan())),
                new Refusal("timeout", 504, "UnknownError", sends())
                        .after(sandbox -> sandbox.faults().plan(FaultKind.TIMED_OUT.plan())));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void readsWhyItWasRefused(Refusal refusal) {
        refusal.preparation().accept(GRAPH.sandbox());

        Throwable failure = catchThrowable(() -> refusal.request().accept(graph));

        assertThat(failure).isInstanceOfSatisfying(ODataError.class, error -> {
            assertThat(error.getResponseStatusCode()).isEqualTo(refusal.status());
            assertThat(error.getError().getCode()).isEqualTo(refusal.code());
            assertThat(error.getError().getMessage()).contains(refusal.part());
            assertThat(error.getResponseHeaders()).containsKey("request-id");
        });
        assertThat(GRAPH.mails()).isEmpty();
    }

    @Test
    void readsThatItsTokenWasCalledBack() {
        // The SDK asks for a token for each request; the fault calls it back on its way.
        GRAPH.sandbox().faults().plan(FaultKind.TOKEN_REVOKED.plan());

        assertThat(catchThrowable(() -> sends().accept(graph))).isInstanceOfSatisfying(ODataError.class, error -> {
            assertThat(error.getResponseStatusCode()).isEqualTo(401);
            assertThat(error.getError().getCode()).isEqualTo("InvalidAuthenticationToken");
        });
    }

    /** It has no exception of its own for one. */
    @Test
    void canNotReadAPageOfHtml() {
        GRAPH.sandbox().faults().plan(FaultKind.BAD_GATEWAY.plan());

        assertThat(catchThrowable(() -> sends().accept(graph)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void tellsTheRequestOfAnError() {
        Throwable failure = catchThrowable(() -> sends("nobody@contoso.com").accept(graph));

        assertThat(failure).isInstanceOfSatisfying(ODataError.class, error -> {
            assertThat(error.getError().getInnerError().getRequestId()).isNotBlank();
            assertThat(error.getError().getInnerError().getClientRequestId()).isNotBlank();
            assertThat(error.getError().getInnerError().getDate()).isNotNull();
        });
    }

    /**
     * @param part of the message
     * @param preparation what is so before the request
     */
    private record Refusal(
            String name,
            int status,
            String code,
            String part,
            Consumer<GraphMailSandbox> preparation,
            Consumer<GraphServiceClient> request) {

        Refusal(String name, int status, String code, Consumer<GraphServiceClient> request) {
            this(name, status, code, "", sandbox -> {}, request);
        }

        Refusal after(Consumer<GraphMailSandbox> before) {
            return new Refusal(name, status, code, part, before, request);
        }

        Refusal saying(String text) {
            return new Refusal(name, status, code, text, preparation, request);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Consumer<GraphServiceClient> sends() {
        return sends(ERP);
    }

    private static Consumer<GraphServiceClient> sends(String user) {
        return graph -> send(graph, user, GraphSdk.invoice());
    }

    private static void send(GraphServiceClient graph, String user, SendMailPostRequestBody body) {
        graph.users().byUserId(user).sendMail().post(body, request -> request.options.add(NO_RETRIES));
    }

    private static void announceASmallFile(GraphServiceClient graph) {
        Message draft = graph.users().byUserId(ERP).messages().post(GraphSdk.message("Draft", "ops@contoso.com"));
        AttachmentItem item = new AttachmentItem();
        item.setAttachmentType(AttachmentType.File);
        item.setName("small.bin");
        item.setSize(1000L);
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setAttachmentItem(item);
        graph.users()
                .byUserId(ERP)
                .messages()
                .byMessageId(draft.getId())
                .attachments()
                .createUploadSession()
                .post(body);
    }

    private static void state(GraphMailSandbox sandbox, Mailbox.State state) {
        sandbox.mailboxes().update(ERP, mailbox -> mailbox.withState(state));
    }

    private static void allow(GraphMailSandbox sandbox, String... roles) {
        sandbox.update(APP, app -> app.withRoles(Set.of(roles)));
    }
}
