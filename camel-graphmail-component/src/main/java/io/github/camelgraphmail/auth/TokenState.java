package io.github.camelgraphmail.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with an identity's token.
 *
 * @param tokenObtained when the token came that is handed out now; empty when there is none
 * @param tokenExpiry when the token ends that is handed out now; empty when there is none
 * @param failingSince since when asking for a token has failed; empty when it has not
 * @param failure what it failed with the last time; empty when it has not
 */
public record TokenState(
        Optional<Instant> tokenObtained,
        Optional<Instant> tokenExpiry,
        Optional<Instant> failingSince,
        Optional<String> failure) {}
