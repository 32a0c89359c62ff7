package io.github.camelgraphmail.sandbox.core;

import java.security.interfaces.RSAPublicKey;
import java.util.Objects;

/**
 * An app registration's trust in the tokens of another identity provider, such as a Kubernetes cluster's.
 *
 * @param issuer the provider's address, as its tokens say it
 * @param issuerKey the key it signs with; Entra would fetch it from the issuer
 * @param subject whose tokens are trusted, for example {@code system:serviceaccount:mail:erp}
 * @param audience what the tokens have to be made for
 * @see <a href="https://learn.microsoft.com/graph/api/resources/federatedidentitycredential">federatedIdentityCredential
 *     resource type</a>
 */
public record FederatedCredential(String issuer, RSAPublicKey issuerKey, String subject, String audience) {

    /** What Entra recommends as the audience. */
    public static final String DEFAULT_AUDIENCE = "api://AzureADTokenExchange";

    public FederatedCredential {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(issuerKey, "issuerKey");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(audience, "audience");
    }
}
