package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import com.microsoft.aad.msal4j.ManagedIdentityParameters.ManagedIdentityParametersBuilder;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.TokenRequest;
import io.github.camelgraphmail.http.HttpOutcome;
import io.github.camelgraphmail.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Gets tokens for the managed identity of this machine, through MSAL4J, which finds out by environment variables what kind
 * of machine it is: a virtual machine, App Service, one with Azure Arc and so on. It keeps nothing, and passes MSAL4J's
 * cache, which all of a process share.
 */
public final class MachineTokens implements AccessTokenProvider {

    private static final String DEFAULT_SCOPE = "/.default";

    private final Identity.Machine identity;
    private final MsalRequests requests;
    private final ExecutorService executor;
    private final MachineFailures failures;

    /**
     * @param transport one without a proxy: the endpoint is the machine itself
     * @param executor MSAL4J blocks a thread of it for each request
     * @param requestTimeout how long one answer may take
     */
    public MachineTokens(
            Identity.Machine identity, HttpTransport transport, ExecutorService executor, Duration requestTimeout) {
        this.identity = identity;
        this.requests = new MsalRequests(transport, requestTimeout);
        this.executor = executor;
        this.failures = new MachineFailures(identity);
    }

    @Override
    public CompletionStage<AccessToken> accessToken(TokenRequest request) {
        LastStatus http = new LastStatus();
        return acquire(request, http).handle((result, failure) -> {
            if (failure != null) {
                throw new CompletionException(failures.describe(failure, http.status));
            }
            return new AccessToken(result.accessToken(), result.expiresOnDate().toInstant());
        });
    }

    private CompletableFuture<IAuthenticationResult> acquire(TokenRequest request, IHttpClient http) {
        ManagedIdentityApplication application = ManagedIdentityApplication.builder(identity.clientId()
                        .map(ManagedIdentityId::userAssignedClientId)
                        .orElseGet(ManagedIdentityId::systemAssigned))
                .disableInternalRetries()
                .executorService(executor)
                .httpClient(http)
                .build();
        String scope = request.scope();
        String resource =
                scope.endsWith(DEFAULT_SCOPE) ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length()) : scope;
        ManagedIdentityParametersBuilder parameters =
                ManagedIdentityParameters.builder(resource).forceRefresh(true);
        request.claims().ifPresent(parameters::claims);
        try {
            return application.acquireTokenForManagedIdentity(parameters.build());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Makes the requests of one attempt and remembers the status of the last answer, which MSAL4J's exceptions leave out. */
    private final class LastStatus implements IHttpClient {

        private volatile int status;

        @Override
        public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            status = MachineFailures.NO_ANSWER;
            HttpOutcome.Answered answer =
                    requests.send(request, URI.create(request.url().toString()));
            status = answer.status();
            return MsalRequests.response(answer);
        }
    }
}
