package io.github.camelgraphmail.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.models.AttachmentItem;
import com.microsoft.graph.models.AttachmentType;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.junit.GraphMailSandboxExtension;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What applications do with the Microsoft Graph SDK for Java, against the sandbox. */
class GraphSdkTest {

    @RegisterExtension
    static final GraphMailSandboxExtension GRAPH = GraphMailSandboxExtension.create();

    private static final int LARGE = 4_000_000;

    private final GraphServiceClient graph = GraphSdk.client(GRAPH.sandbox());
    private final UserItemRequestBuilder erp = graph.users().byUserId("erp@contoso.com");

    @BeforeEach
    void letTheAppWriteDrafts(GraphMailSandbox sandbox) {
        sandbox.update(
                SandboxConfiguration.CLIENT_ID,
                app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));
    }

    @Test
    void sends() {
        erp.sendMail().post(GraphSdk.invoice());

        AcceptedMail mail = GRAPH.mails().get(0);
        assertThat(mail.subject()).isEqualTo("Invoice");
        assertThat(mail.mailbox()).isEqualTo("erp@contoso.com");
    }

    @Test
    void sendsAttachments() {
        Message message = GraphSdk.message("With a file", "ops@contoso.com");
        FileAttachment file = new FileAttachment();
        file.setName("a.txt");
        file.setContentType("text/plain");
        file.setContentBytes("Hi".getBytes(StandardCharsets.UTF_8));
        message.setAttachments(List.of(file));

        erp.sendMail().post(GraphSdk.sending(message));

        MailAttachment attachment = GRAPH.mails().get(0).message().attachments().get(0);
        assertThat(attachment.name()).isEqualTo("a.txt");
        assertThat(attachment.contentType()).isEqualTo("text/plain");
        assertThat(attachment.content()).asString().isEqualTo("Hi");
    }

    @Test
    void makesADraftChangesItAndSendsIt() {
        Message draft = erp.messages().post(GraphSdk.message("Draft", "ops@contoso.com"));
        assertThat(draft.getIsDraft()).isTrue();
        assertThat(draft.getCreatedDateTime()).isNotNull();
        Message change = new Message();
        change.setSubject("Changed");
        erp.messages().byMessageId(draft.getId()).patch(change);
        assertThat(erp.messages().byMessageId(draft.getId()).get().getSubject()).isEqualTo("Changed");

        erp.messages().byMessageId(draft.getId()).send().post();

        assertThat(GRAPH.mails()).extracting(AcceptedMail::subject).containsExactly("Changed");
    }

    /** The adapter of the client puts its token on every request to the host of Graph. */
    @Test
    void uploadsALargeFileWithItsOwnAdapter() throws Exception {
        MessageItemRequestBuilder draft = draft();
        UploadSession session = session(draft);
        assertThat(URI.create(session.getUploadUrl()).getHost())
                .isNotEqualTo(GRAPH.sandbox().https().getHost());
        byte[] file = largeFile();

        boolean uploaded = new LargeFileUploadTask<>(
                        graph.getRequestAdapter(),
                        session,
                        new ByteArrayInputStream(file),
                        LARGE,
                        FileAttachment::createFromDiscriminatorValue)
                .upload()
                .isUploadSuccessful();
        draft.send().post();

        assertThat(uploaded).isTrue();
        assertThat(GRAPH.mails().get(0).message().attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.content()).isEqualTo(file));
    }

    @Test
    void uploadsALargeFileWithoutAToken() throws Exception {
        UploadSession session = session(draft());
        // Over plain HTTP, since this adapter of the SDK's makes itself a client that trusts what the JVM trusts.
        session.setUploadUrl(session.getUploadUrl()
                .replaceFirst(
                        "^https://[^/]+",
                        "http://127.0.0.1:" + GRAPH.sandbox().http().getPort()));

        boolean uploaded = new LargeFileUploadTask<>(
                        new OkHttpRequestAdapter(new AnonymousAuthenticationProvider()),
                        session,
                        new ByteArrayInputStream(largeFile()),
                        LARGE,
                        FileAttachment::createFromDiscriminatorValue)
                .upload()
                .isUploadSuccessful();

        assertThat(uploaded).isTrue();
    }

    @Test
    void findsWhatWasSent() {
        erp.sendMail().post(GraphSdk.invoice());
        erp.sendMail().post(GraphSdk.sending(GraphSdk.message("Another", "ops@contoso.com")));

        List<Message> found = erp.mailFolders()
                .byMailFolderId("sentitems")
                .messages()
                .get(request -> {
                    request.queryParameters.filter = "subject eq 'Invoice'";
                    request.queryParameters.select = new String[] {"subject", "internetMessageId"};
                    request.queryParameters.expand = new String[] {"attachments"};
                    request.queryParameters.orderby = new String[] {"sentDateTime desc"};
                    request.queryParameters.top = 5;
                })
                .getValue();

        assertThat(found).singleElement().satisfies(message -> {
            assertThat(message.getSubject()).isEqualTo("Invoice");
            assertThat(message.getInternetMessageId()).isNotBlank();
            assertThat(message.getBody()).isNull();
        });
    }

    @Test
    void sendsInABatch() throws Exception {
        BatchRequestContent batch = new BatchRequestContent(graph);
        String sent = batch.addBatchRequestStep(erp.sendMail().toPostRequestInformation(GraphSdk.invoice()));
        String refused = batch.addBatchRequestStep(
                graph.users().byUserId("nobody@contoso.com").sendMail().toPostRequestInformation(GraphSdk.invoice()));

        BatchResponseContent answers = graph.getBatchRequestBuilder().post(batch, null);

        assertThat(answers.getResponsesStatusCode()).containsEntry(sent, 202).containsEntry(refused, 404);
        assertThat(GRAPH.mails()).hasSize(1);
    }

    @Test
    void triesAgainWhenThrottled() {
        GRAPH.sandbox().faults().plan(FaultKind.THROTTLED.plan());

        erp.sendMail().post(GraphSdk.invoice());

        assertThat(GRAPH.mails()).hasSize(1);
        assertThat(GRAPH.sandbox().faults().pending()).isZero();
    }

    private MessageItemRequestBuilder draft() {
        return erp.messages()
                .byMessageId(erp.messages()
                        .post(GraphSdk.message("Large", "ops@contoso.com"))
                        .getId());
    }

    private static UploadSession session(MessageItemRequestBuilder draft) {
        AttachmentItem item = new AttachmentItem();
        item.setAttachmentType(AttachmentType.File);
        item.setName("large.bin");
        item.setSize((long) LARGE);
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setAttachmentItem(item);
        return draft.attachments().createUploadSession().post(body);
    }

    private static byte[] largeFile() {
        byte[] bytes = new byte[LARGE];
        new Random(0).nextBytes(bytes);
        return bytes;
    }
}
