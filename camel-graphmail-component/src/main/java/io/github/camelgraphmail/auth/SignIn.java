package io.github.camelgraphmail.auth;

import java.util.Objects;
import java.util.Optional;

/**
 * One identity's way to its tokens, which all endpoints that use it share.
 *
 * @param who the identity, without anything secret
 * @param tokens hands out its tokens
 * @param certificate the watch over its certificate, where it has one
 */
public record SignIn(String who, TokenSource tokens, Optional<CertificateWatch> certificate) {

    public SignIn {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(certificate, "certificate");
    }
}
