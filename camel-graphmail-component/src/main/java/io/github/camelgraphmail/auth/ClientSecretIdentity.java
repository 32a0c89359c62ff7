package io.github.camelgraphmail.auth;

import java.net.URI;
import java.util.Objects;

/**
 * An app registration that signs in with a client secret.
 *
 * @param authorityHost where Entra is, without a slash at its end
 * @param tenantId the tenant's id or one of its domains
 * @param clientId the application (client) id
 * @param clientSecret the secret's value
 */
public record ClientSecretIdentity(URI authorityHost, String tenantId, String clientId, String clientSecret) {

    public ClientSecretIdentity {
        Objects.requireNonNull(authorityHost, "authorityHost");
        requireSet("tenantId", tenantId, "the directory (tenant) id of the app registration's overview page");
        requireSet("clientId", clientId, "the application (client) id of the app registration's overview page");
        requireSet("clientSecret", clientSecret, "the value (not the id) of a secret of the app registration");
    }

    private static void requireSet(String option, String value, String meaning) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " is not set. Set it to " + meaning
                    + ", or set accessTokenProvider to a bean that gets tokens in another way");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "client " + clientId + " of tenant " + tenantId + " at " + authorityHost;
    }
}
