package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ClientCredentialParameters.ClientCredentialParametersBuilder;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.TokenRequest;
import io.github.camelgraphmail.http.HttpTransport;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Gets tokens from Entra with a client secret, through MSAL4J. It keeps nothing: every call is a request.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client
 *     credentials flow</a>
 */
public final class ClientSecretTokens implements AccessTokenProvider {

    private final ConfidentialClientApplication application;
    private final EntraFailures failures;

    /**
     * @param executor MSAL4J blocks a thread of it for each request
     * @param requestTimeout how long one answer may take
     * @throws IllegalArgumentException when the tenant makes no authority address
     */
    public ClientSecretTokens(
            ClientSecretIdentity identity, HttpTransport transport, ExecutorService executor, Duration requestTimeout) {
        String host = identity.authorityHost().toString();
        String authority = "https" + host.substring(host.indexOf(':')) + "/" + identity.tenantId() + "/";
        try {
            application = ConfidentialClientApplication.builder(
                            identity.clientId(), ClientCredentialFactory.createFromSecret(identity.clientSecret()))
                    .authority(authority)
                    // Otherwise an unknown host is asked about at login.microsoftonline.com first.
                    .instanceDiscovery(false)
                    .disableInternalRetries()
                    .executorService(executor)
                    .httpClient(new MsalHttpClient(
                            transport, identity.authorityHost().getScheme(), requestTimeout))
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "tenantId: '" + identity.tenantId() + "' makes no address at " + identity.authorityHost(), e);
        }
        failures = new EntraFailures(identity);
    }

    @Override
    public CompletionStage<AccessToken> accessToken(TokenRequest request) {
        ClientCredentialParametersBuilder parameters =
                ClientCredentialParameters.builder(Set.of(request.scope())).skipCache(true);
        request.claims().ifPresent(claims -> parameters.claims(ClaimsRequest.formatAsClaimsRequest(claims)));
        CompletableFuture<IAuthenticationResult> answer = application.acquireToken(parameters.build());
        return answer.handle((result, failure) -> {
            if (failure != null) {
                throw new CompletionException(failures.describe(failure));
            }
            return new AccessToken(result.accessToken(), result.expiresOnDate().toInstant());
        });
    }
}
