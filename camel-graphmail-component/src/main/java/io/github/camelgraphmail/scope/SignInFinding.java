package io.github.camelgraphmail.scope;

import io.github.camelgraphmail.auth.TokenClaims;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether the application can sign in. */
public sealed interface SignInFinding {

    /** As whom, without anything secret. */
    String who();

    /**
     * It can.
     *
     * @param tokenExpiry when its token ends
     * @param claims what the token says of it; empty for a token that can't be looked into
     */
    record SignedIn(String who, Instant tokenExpiry, Optional<TokenClaims> claims) implements SignInFinding {

        public SignedIn {
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(tokenExpiry, "tokenExpiry");
            Objects.requireNonNull(claims, "claims");
        }
    }

    /**
     * It can't.
     *
     * @param failure a {@link io.github.camelgraphmail.GraphAuthenticationException} where Entra refused, with its code and a hint;
     *     otherwise what kept it from asking
     */
    record NotSignedIn(String who, Throwable failure) implements SignInFinding {

        public NotSignedIn {
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(failure, "failure");
        }
    }
}
