package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    @Test
    void readsWhoTheAppIsAndWhatWasConsentedTo() {
        TokenClaims claims = of("{\"tid\":\"t\",\"appid\":\"a\",\"oid\":\"o\",\"roles\":[\"Mail.Send\",\"Mail.Read\"]}")
                .orElseThrow();

        assertThat(claims.tenantId()).isEqualTo("t");
        assertThat(claims.clientId()).isEqualTo("a");
        assertThat(claims.principalId()).isEqualTo("o");
        assertThat(claims.hasRole("Mail.Send")).isTrue();
        assertThat(claims.hasRole("Mail.ReadWrite")).isFalse();
    }

    @Test
    void hasNoRolesWhereTheTokenHasNone() {
        assertThat(of("{\"tid\":\"t\"}").orElseThrow().roles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b", "a.%%%.c", "a.bm90IGpzb24.c", "a.W10.c", "a.b.c.d.e", ""})
    void isEmptyForATokenThatCannotBeLookedInto(String token) {
        assertThat(TokenClaims.of(new AccessToken(token, Instant.MAX))).isEmpty();
    }

    private static Optional<TokenClaims> of(String json) {
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return TokenClaims.of(new AccessToken("x." + payload + ".y", Instant.MAX));
    }
}
