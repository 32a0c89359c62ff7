package io.github.camelgraphmail.sandbox.clients;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import java.net.MalformedURLException;
import java.util.Set;

/**
 * MSAL4J as applications use it, with two settings that any authority of one's own takes: its certificate, and not to ask
 * login.microsoftonline.com whether there is such an authority.
 *
 * @param tenant an id or a domain
 * @param scope what a token is asked for
 */
record MsalClient(
        GraphMailSandbox sandbox, String tenant, String clientId, IClientCredential credential, String scope) {

    static final String GRAPH = "https://graph.microsoft.com/.default";

    static MsalClient of(GraphMailSandbox sandbox) {
        return new MsalClient(
                sandbox,
                sandbox.tenant().id(),
                SandboxConfiguration.CLIENT_ID,
                ClientCredentialFactory.createFromSecret(SandboxConfiguration.CLIENT_SECRET),
                GRAPH);
    }

    MsalClient withTenant(String other) {
        return new MsalClient(sandbox, other, clientId, credential, scope);
    }

    MsalClient withClientId(String other) {
        return new MsalClient(sandbox, tenant, other, credential, scope);
    }

    MsalClient with(IClientCredential other) {
        return new MsalClient(sandbox, tenant, clientId, other, scope);
    }

    MsalClient withScope(String other) {
        return new MsalClient(sandbox, tenant, clientId, credential, other);
    }

    /** Fails with what MSAL4J makes of the answer. */
    IAuthenticationResult signIn() {
        return application()
                .acquireToken(ClientCredentialParameters.builder(Set.of(scope)).build())
                .join();
    }

    private ConfidentialClientApplication application() {
        try {
            return ConfidentialClientApplication.builder(clientId, credential)
                    .authority(sandbox.https() + "/" + tenant + "/")
                    .instanceDiscovery(false)
                    .sslSocketFactory(SandboxTrust.of(sandbox).sockets())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
