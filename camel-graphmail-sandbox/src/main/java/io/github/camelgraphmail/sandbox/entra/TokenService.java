package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

    private final Tenant tenant;
    private final AccessTokens tokens;

    public TokenService(Tenant tenant, AccessTokens tokens) {
        this.tenant = tenant;
        this.tokens = tokens;
    }

    /** @param tenantName the tenant of the request's path, its id or a domain */
    public TokenReply token(String tenantName, TokenForm form) {
        if (!tenant.isNamed(tenantName)) {
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
        if (!resource.equals(AccessTokens.GRAPH_AUDIENCE) && !isSandbox(resource)) {
            return Optional.of(EntraError.resourceNotFound(resource, tenant.id()));
        }
        return Optional.empty();
    }

    /** A client that was given this sandbox as its Graph endpoint asks for that as its scope. */
    private static boolean isSandbox(String resource) {
        return resource.matches("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?/?");
    }

    private TokenReply tokenFor(TokenForm form) {
        Optional<AppRegistration> app = tenant.app(form.clientId());
        if (app.isEmpty()) {
            return EntraError.applicationNotFound(form.clientId(), tenant.id());
        }
        if (isBlank(form.clientSecret())) {
            return EntraError.credentialMissing();
        }
        if (!sameSecret(app.get().clientSecret(), form.clientSecret())) {
            return EntraError.secretInvalid(app.get().clientId());
        }
        return tokens.issue(app.get());
    }

    private static boolean sameSecret(String registered, String presented) {
        return MessageDigest.isEqual(
                registered.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
