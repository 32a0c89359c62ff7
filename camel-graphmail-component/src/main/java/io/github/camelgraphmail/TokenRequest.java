package io.github.camelgraphmail;

import java.util.Objects;
import java.util.Optional;

/**
 * What an access token is wanted for.
 *
 * @param scope for example {@code https://graph.microsoft.com/.default}
 * @param claims the claims challenge (JSON) with which Graph refused the token before, to be passed on to Entra
 */
public record TokenRequest(String scope, Optional<String> claims) {

    public TokenRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(claims, "claims");
    }
}
