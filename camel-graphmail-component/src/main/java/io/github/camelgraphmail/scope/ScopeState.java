package io.github.camelgraphmail.scope;

import io.github.camelgraphmail.auth.TokenClaims;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an app and a mailbox.
 *
 * @param finding the last that told something
 * @param foundAt when that was
 * @param doubt the last one, when it told nothing
 * @param token what the token says that was used; empty when it can't be looked into
 */
public record ScopeState(
        Optional<ScopeFinding> finding,
        Optional<Instant> foundAt,
        Optional<ScopeFinding> doubt,
        Optional<TokenClaims> token) {

    static final ScopeState NOTHING =
            new ScopeState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    ScopeState with(ScopeFinding probed, Instant when, Optional<TokenClaims> claims) {
        return probed.access() == Access.UNKNOWN
                ? new ScopeState(finding, foundAt, Optional.of(probed), claims)
                : new ScopeState(Optional.of(probed), Optional.of(when), Optional.empty(), claims);
    }
}
