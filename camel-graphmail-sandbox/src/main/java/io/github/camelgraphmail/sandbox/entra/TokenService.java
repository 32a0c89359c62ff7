package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.AppSecret;
import io.github.camelgraphmail.sandbox.core.Directory;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Entra's token endpoint for the client-credentials flow, without HTTP. It checks, in this order: tenant, grant, scope,
 * application, credential.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client
 *     credentials flow</a>
 */
public final class TokenService {

    private static final String DEFAULT_SCOPE = "/.default";

    /** MSAL adds these to every request and Entra lets them pass. */
    private static final List<String> SCOPES_OF_EVERY_CLIENT = List.of("openid", "profile", "offline_access");

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Directory directory;
    private final AccessTokens tokens;
    private final Clock clock;
    private final GraphResource graph;
    private final ClientAssertions assertions;

    public TokenService(Directory directory, AccessTokens tokens, Clock clock, GraphResource graph) {
        this.directory = directory;
        this.tokens = tokens;
        this.graph = graph;
        this.clock = clock;
        this.assertions = new ClientAssertions(clock);
    }

    /** @param tenantName the tenant of the request's path, its id or a domain */
    public TokenReply token(String tenantName, TokenForm form) {
        if (!directory.tenant().isNamed(tenantName)) {
            return EntraError.tenantNotFound(tenantName);
        }
        return refusedGrant(form)
                .or(() -> refusedScope(form.scope()))
                .<TokenReply>map(refusal -> refusal)
                .orElseGet(() -> tokenFor(form));
    }

    private static Optional<EntraError> refusedGrant(TokenForm form) {
        if (isBlank(form.grantType())) {
            return Optional.of(EntraError.missingParameter("grant_type"));
        }
        if (!form.grantType().equals("client_credentials")) {
            return Optional.of(EntraError.unsupportedGrant(form.grantType()));
        }
        if (isBlank(form.clientId())) {
            return Optional.of(EntraError.missingParameter("client_id"));
        }
        return Optional.empty();
    }

    private Optional<EntraError> refusedScope(String scope) {
        if (isBlank(scope)) {
            return Optional.of(EntraError.missingParameter("scope"));
        }
        List<String> resources = Arrays.stream(scope.trim().split("\\s+"))
                .filter(name -> !SCOPES_OF_EVERY_CLIENT.contains(name))
                .toList();
        if (resources.size() != 1 || !resources.get(0).endsWith(DEFAULT_SCOPE)) {
            return Optional.of(EntraError.scopeNotValid(scope));
        }
        String resource = resources.get(0).substring(0, resources.get(0).length() - DEFAULT_SCOPE.length());
        if (!graph.isNamed(resource)) {
            return Optional.of(
                    EntraError.resourceNotFound(resource, directory.tenant().id()));
        }
        return Optional.empty();
    }

    private TokenReply tokenFor(TokenForm form) {
        Optional<AppRegistration> app = directory.app(form.clientId());
        if (app.isEmpty()) {
            return EntraError.applicationNotFound(
                    form.clientId(), directory.tenant().id());
        }
        return refusedCredential(app.get(), form.credential())
                .<TokenReply>map(refusal -> refusal)
                .orElseGet(() -> tokens.issue(
                        directory.principal(form.clientId()).orElseThrow(), proof(form.credential()), form.claims()));
    }

    private static AccessTokens.Proof proof(PresentedCredential credential) {
        return credential instanceof PresentedCredential.Secret
                ? AccessTokens.Proof.SECRET
                : AccessTokens.Proof.ASSERTION;
    }

    private Optional<EntraError> refusedCredential(AppRegistration app, PresentedCredential credential) {
        if (credential instanceof PresentedCredential.Secret secret) {
            return refusedSecret(app, secret.value());
        }
        if (credential instanceof PresentedCredential.Assertion assertion) {
            return ASSERTION_TYPE.equals(assertion.type())
                    ? assertions.refused(app, assertion)
                    : Optional.of(EntraError.missingParameter("client_assertion_type"));
        }
        return Optional.of(EntraError.credentialMissing());
    }

    private Optional<EntraError> refusedSecret(AppRegistration app, String presented) {
        Optional<AppSecret> secret = app.secrets().stream()
                .filter(registered -> registered.matches(presented))
                .findFirst();
        if (secret.isEmpty()) {
            return Optional.of(EntraError.secretInvalid(app.clientId()));
        }
        return secret.get().isExpired(clock.instant())
                ? Optional.of(EntraError.secretExpired(app.clientId()))
                : Optional.empty();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
