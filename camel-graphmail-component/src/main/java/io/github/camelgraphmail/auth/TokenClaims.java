package io.github.camelgraphmail.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelgraphmail.AccessToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a Graph token says of the application, for diagnosis alone: a token is Graph's to read, and its content may change. An
 * application that was granted its permissions in Exchange (RBAC for Applications) has no roles in its token.
 *
 * @param tenantId the tenant that issued it
 * @param clientId of the app registration
 * @param principalId the object id of the application's service principal (enterprise application)
 * @param roles the application permissions that an administrator consented to, for the whole tenant
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Access token claims</a>
 */
public record TokenClaims(String tenantId, String clientId, String principalId, List<String> roles) {

    private static final JsonMapper JSON = new JsonMapper();

    public TokenClaims {
        roles = List.copyOf(roles);
    }

    /** Empty for a token that can't be looked into. */
    public static Optional<TokenClaims> of(AccessToken token) {
        String[] parts = token.value().split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return read(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IOException | IllegalArgumentException opaque) {
            return Optional.empty();
        }
    }

    private static Optional<TokenClaims> read(JsonNode claims) {
        if (!claims.isObject()) {
            return Optional.empty();
        }
        List<String> roles = new ArrayList<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return Optional.of(new TokenClaims(
                claims.path("tid").asText(""),
                claims.path("appid").asText(""),
                claims.path("oid").asText(""),
                roles));
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
