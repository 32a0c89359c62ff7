package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ClientCredentialParameters.ClientCredentialParametersBuilder;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import io.github.camelgraphmail.AccessToken;
import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.TokenRequest;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.http.HttpTransport;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Gets tokens from Entra for an app registration, through MSAL4J. It keeps nothing: every call reads the credential and
 * makes a request. When Entra refuses a credential that has been replaced meanwhile, the new one is tried, once.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client
 *     credentials flow</a>
 */
public final class AppTokens implements AccessTokenProvider {

    /** Says that a claims challenge is understood, which lets Graph send one (continuous access evaluation). */
    private static final Set<String> CAPABILITIES = Set.of("cp1");

    private final Identity.App identity;
    private final ExecutorService executor;
    private final EntraHttpClient http;
    private final EntraFailures failures;
    private final Optional<CertificateWatch> certificate;

    /**
     * @param executor MSAL4J blocks a thread of it for each request
     * @param requestTimeout how long one answer may take
     */
    public AppTokens(
            Identity.App identity,
            HttpTransport transport,
            ExecutorService executor,
            Duration requestTimeout,
            Clock clock) {
        this.identity = identity;
        this.executor = executor;
        this.http = new EntraHttpClient(
                new MsalRequests(transport, requestTimeout),
                identity.authorityHost().getScheme());
        this.failures = new EntraFailures(identity);
        this.certificate = identity.credential() instanceof Credential.ClientCertificate
                ? Optional.of(new CertificateWatch(identity.toString(), clock))
                : Optional.empty();
    }

    @Override
    public CompletionStage<AccessToken> accessToken(TokenRequest request) {
        return loaded().thenCompose(first -> request(request, first)
                .handle((token, failure) -> failure == null
                        ? CompletableFuture.completedFuture(token)
                        : again(request, first, Failures.unwrapped(failure)))
                .thenCompose(token -> token));
    }

    /** What the credential's version is now; see {@link CredentialSource#version()}. */
    public Object credentialVersion() {
        Credential credential = identity.credential();
        if (credential instanceof Credential.ClientSecret secret) {
            return secret.secret().version();
        }
        if (credential instanceof Credential.FederatedToken federated) {
            return federated.token().version();
        }
        Credential.ClientCertificate file = (Credential.ClientCertificate) credential;
        return List.of(
                file.certificate().version(),
                file.password().<Object>map(CredentialSource::version).orElse(""));
    }

    /** The watch over the certificate, where the application signs in with one. */
    public Optional<CertificateWatch> certificate() {
        return certificate;
    }

    /**
     * Reads the credential without using it, on the caller's thread.
     *
     * @throws UnusableCredentialException when it can't be read or makes no sense
     */
    public void checkCredential() throws UnusableCredentialException {
        load();
    }

    private CompletableFuture<LoadedCredential> loaded() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return load();
                    } catch (UnusableCredentialException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    private LoadedCredential load() throws UnusableCredentialException {
        LoadedCredential loaded = LoadedCredential.load(identity.credential());
        certificate.ifPresent(watch -> loaded.certificate().ifPresent(watch::seen));
        return loaded;
    }

    private CompletableFuture<AccessToken> again(TokenRequest request, LoadedCredential first, Throwable failure) {
        boolean credentialRefused = failure instanceof GraphAuthenticationException refusal
                && EntraErrorCatalogue.isAboutTheCredential(refusal.getAadstsCode());
        if (!credentialRefused) {
            return CompletableFuture.failedFuture(failure);
        }
        return loaded().thenCompose(second ->
                second.isSame(first) ? CompletableFuture.failedFuture(failure) : request(request, second));
    }

    private CompletableFuture<AccessToken> request(TokenRequest request, LoadedCredential credential) {
        ClientCredentialParametersBuilder parameters =
                ClientCredentialParameters.builder(Set.of(request.scope())).skipCache(true);
        request.claims().ifPresent(claims -> parameters.claims(ClaimsRequest.formatAsClaimsRequest(claims)));
        return application(credential).acquireToken(parameters.build()).handle((result, failure) -> {
            if (failure != null) {
                throw new CompletionException(failures.describe(failure));
            }
            if (result.accessToken() == null) {
                throw new CompletionException(failures.withoutToken());
            }
            return new AccessToken(result.accessToken(), result.expiresOnDate().toInstant());
        });
    }

    private ConfidentialClientApplication application(LoadedCredential credential) {
        String host = identity.authorityHost().toString();
        String authority = "https" + host.substring(host.indexOf(':')) + "/" + identity.tenantId() + "/";
        try {
            return ConfidentialClientApplication.builder(identity.clientId(), credential.credential())
                    .authority(authority)
                    // Otherwise an unknown host is asked about at login.microsoftonline.com first.
                    .instanceDiscovery(false)
                    .disableInternalRetries()
                    .clientCapabilities(CAPABILITIES)
                    .executorService(executor)
                    .httpClient(http)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(
                    "tenantId: '" + identity.tenantId() + "' makes no address at " + identity.authorityHost(), e);
        }
    }
}
