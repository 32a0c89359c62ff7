package io.github.camelgraphmail.sandbox.clients;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import reactor.core.publisher.Mono;

/**
 * The Microsoft Graph SDK, set up for another Graph than Microsoft's as it is for a national cloud: its address, the host
 * that gets the token, and here its certificate. MSAL4J signs in.
 */
final class GraphSdk {

    private GraphSdk() {}

    static GraphServiceClient client(GraphMailSandbox sandbox) {
        TokenCredential credential = request -> Mono.fromSupplier(() -> {
            IAuthenticationResult token = MsalClient.of(sandbox).signIn();
            return new AccessToken(
                    token.accessToken(), token.expiresOnDate().toInstant().atOffset(ZoneOffset.UTC));
        });
        SandboxTrust trust = SandboxTrust.of(sandbox);
        OkHttpClient http = GraphClientFactory.create()
                .sslSocketFactory(trust.sockets(), trust.manager())
                .build();
        String[] hosts = {sandbox.https().getHost()};
        GraphServiceClient graph = new GraphServiceClient(
                new AzureIdentityAuthenticationProvider(credential, hosts, MsalClient.GRAPH), http);
        graph.getRequestAdapter().setBaseUrl(sandbox.https() + "/v1.0");
        return graph;
    }

    static Message message(String subject, String... to) {
        ItemBody body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent("<p>The invoice.</p>");
        Message message = new Message();
        message.setSubject(subject);
        message.setBody(body);
        message.setToRecipients(Stream.of(to).map(GraphSdk::recipient).toList());
        return message;
    }

    static SendMailPostRequestBody sending(Message message) {
        SendMailPostRequestBody body = new SendMailPostRequestBody();
        body.setMessage(message);
        body.setSaveToSentItems(true);
        return body;
    }

    static Recipient recipient(String address) {
        EmailAddress email = new EmailAddress();
        email.setAddress(address);
        Recipient recipient = new Recipient();
        recipient.setEmailAddress(email);
        return recipient;
    }

    /** A message to somebody who is there. */
    static SendMailPostRequestBody invoice() {
        return sending(message("Invoice", "ops@contoso.com"));
    }
}
