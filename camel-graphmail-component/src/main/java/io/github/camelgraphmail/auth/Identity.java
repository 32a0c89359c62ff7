package io.github.camelgraphmail.auth;

import io.github.camelgraphmail.AccessTokenProvider;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Who signs in. Endpoints with equal identities share a token. */
public sealed interface Identity {

    /**
     * An app registration.
     *
     * @param authorityHost where Entra is, without a slash at its end
     * @param tenantId the tenant's id or one of its domains
     * @param clientId the application (client) id
     */
    record App(URI authorityHost, String tenantId, String clientId, Credential credential) implements Identity {

        public App {
            Objects.requireNonNull(authorityHost, "authorityHost");
            Objects.requireNonNull(tenantId, "tenantId");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(credential, "credential");
        }

        @Override
        public String toString() {
            return "client " + clientId + " of tenant " + tenantId + " at " + authorityHost;
        }
    }

    /**
     * The managed identity of the machine in Azure that this program runs on.
     *
     * @param clientId of a user-assigned identity; empty for the system-assigned one
     */
    record Machine(Optional<String> clientId) implements Identity {

        public Machine {
            Objects.requireNonNull(clientId, "clientId");
        }

        @Override
        public String toString() {
            return clientId.map(id -> "managed identity " + id).orElse("the system-assigned managed identity");
        }
    }

    /** Whoever a bean of the user's gets tokens for. */
    record Provided(AccessTokenProvider provider) implements Identity {

        public Provided {
            Objects.requireNonNull(provider, "provider");
        }

        @Override
        public String toString() {
            return "the identity of the accessTokenProvider "
                    + provider.getClass().getName();
        }
    }
}
