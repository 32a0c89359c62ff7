package io.github.camelgraphmail.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the claims that Graph wants from the {@code WWW-Authenticate} header of a 401.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims challenges</a>
 */
final class ClaimsChallenge {

    private static final Pattern CLAIMS = Pattern.compile("\\bclaims=\"([A-Za-z0-9+/=_-]+)\"");

    private ClaimsChallenge() {}

    static Optional<String> read(String wwwAuthenticate) {
        Matcher claims = CLAIMS.matcher(wwwAuthenticate);
        if (!claims.find()) {
            return Optional.empty();
        }
        try {
            String base64 = claims.group(1).replace('-', '+').replace('_', '/');
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
