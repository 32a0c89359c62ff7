package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.core.ServicePrincipal;

/** What became of a bearer token that a request presented. */
public sealed interface TokenCheck {

    /** @param principal with the permissions that stand in the token, whatever has been consented to since */
    record Valid(ServicePrincipal principal) implements TokenCheck {}

    /** @param message Graph's words for it */
    record Invalid(String message) implements TokenCheck {}

    /**
     * It was revoked, and its client said that it can answer a claims challenge.
     *
     * @param claims the challenge, as JSON
     */
    record Challenged(String claims) implements TokenCheck {}
}
