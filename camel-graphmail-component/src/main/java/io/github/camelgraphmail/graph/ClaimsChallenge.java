package io.github.camelgraphmail.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ClaimsChallenge() {}

    static Optional<String> read(String wwwAuthenticate) {
        Matcher claims = CLAIMS.matcher(wwwAuthenticate);
        if (!claims.find()) {
            return Optional.empty();
        }
        try {
            String base64 = claims.group(1).replace('-', '+').replace('_', '/');
            String json = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).trim();
            // What is none would be refused by Entra again and again.
            return JSON.readTree(json).isObject() ? Optional.of(json) : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
