package io.github.camelgraphmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClaimsChallengeTest {

    private static final String CLAIMS = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1604106651\"}}}";

    @Test
    void decodesTheClaims() {
        String base64 = Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));

        assertThat(ClaimsChallenge.read("Bearer realm=\"\", authorization_uri=\"https://login/\","
                        + " error=\"insufficient_claims\", claims=\"" + base64 + "\""))
                .contains(CLAIMS);
    }

    @Test
    void findsNoneInAnOrdinaryChallenge() {
        assertThat(ClaimsChallenge.read("Bearer realm=\"\", client_id=\"x\"")).isEmpty();
        assertThat(ClaimsChallenge.read("Bearer claims=\"a\"")).isEmpty();
        // "not json"
        assertThat(ClaimsChallenge.read("Bearer claims=\"bm90IGpzb24=\"")).isEmpty();
        assertThat(ClaimsChallenge.read("")).isEmpty();
    }
}
