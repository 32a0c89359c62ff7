package io.github.camelgraphmail.sandbox.entra;

import io.github.camelgraphmail.sandbox.core.AppRegistration;

/** What became of a bearer token that a request presented. */
public sealed interface TokenCheck {

    record Valid(AppRegistration app) implements TokenCheck {}

    /** @param message Graph's words for it */
    record Invalid(String message) implements TokenCheck {}
}
