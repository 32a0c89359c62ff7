package io.github.camelgraphmail.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.Propagation;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenServiceTest {

    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String CLIENT = "66666666-7777-8888-9999-000000000000";
    private static final String SCOPE = "https://graph.microsoft.com/.default";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final AppRegistration APP =
            new AppRegistration(CLIENT, "ERP", "s3cret", Set.of(ServicePrincipal.MAIL_SEND));
    private final Directory directory = new Directory(
            new Tenant(TENANT, Set.of("erp@contoso.com"), List.of(APP)),
            new Propagation(Clock.systemUTC(), Duration.ZERO));

    private final AccessTokens tokens = tokensAt(NOW);
    private final TokenService service = new TokenService(
            directory, tokens, Clock.fixed(NOW, ZoneOffset.UTC), new GraphResource(ListenAddress.LOOPBACK));

    @ParameterizedTest
    @CsvSource({
        TENANT + ", " + SCOPE,
        "contoso.com, " + SCOPE,
        "CONTOSO.com, https://graph.microsoft.com/.default openid profile offline_access",
        TENANT + ", https://localhost:8443/.default",
    })
    void issuesATokenToAKnownApp(String tenant, String scope) {
        TokenReply reply = service.token(
                tenant,
                new TokenForm("client_credentials", scope, CLIENT, new PresentedCredential.Secret("s3cret"), null));

        assertThat(reply).isInstanceOfSatisfying(TokenReply.Issued.class, issued -> {
            assertThat(issued.expiresInSeconds()).isEqualTo(3599);
            assertThat(tokens.check(issued.accessToken())).isEqualTo(new TokenCheck.Valid(APP.principal()));
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "90002, 400, invalid_request, 99999999-2222-3333-4444-555555555555, client_credentials, " + SCOPE + ", "
                        + CLIENT + ", s3cret",
                "900144, 400, invalid_request, " + TENANT + ", -, " + SCOPE + ", " + CLIENT + ", s3cret",
                "70003, 400, unsupported_grant_type, " + TENANT + ", password, " + SCOPE + ", " + CLIENT + ", s3cret",
                "900144, 400, invalid_request, " + TENANT + ", client_credentials, " + SCOPE + ", -, s3cret",
                "900144, 400, invalid_request, " + TENANT + ", client_credentials, -, " + CLIENT + ", s3cret",
                "1002012, 400, invalid_scope, " + TENANT
                        + ", client_credentials, https://graph.microsoft.com/Mail.Send, " + CLIENT + ", s3cret",
                "500011, 400, invalid_resource, " + TENANT
                        + ", client_credentials, https://graph.example.com/.default, " + CLIENT + ", s3cret",
                "700016, 400, unauthorized_client, " + TENANT + ", client_credentials, " + SCOPE + ", nobody, s3cret",
                "7000218, 401, invalid_client, " + TENANT + ", client_credentials, " + SCOPE + ", " + CLIENT + ", -",
                "7000215, 401, invalid_client, " + TENANT + ", client_credentials, " + SCOPE + ", " + CLIENT
                        + ", wrong",
            })
    void refuses(
            int code,
            int status,
            String error,
            String tenant,
            String grantType,
            String scope,
            String clientId,
            String clientSecret) {
        TokenReply reply = service.token(
                tenant,
                new TokenForm(
                        grantType,
                        scope,
                        clientId,
                        clientSecret == null
                                ? new PresentedCredential.None()
                                : new PresentedCredential.Secret(clientSecret),
                        null));

        assertThat(reply).isInstanceOfSatisfying(EntraError.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.error()).isEqualTo(error);
            assertThat(refusal.description()).isNotBlank().doesNotContain("s3cret");
        });
    }

    @Test
    void knowsNoTokenOfAnotherSandbox() {
        String foreign = tokensAt(NOW)
                .issue(APP.principal(), AccessTokens.Proof.SECRET, null)
                .accessToken();

        assertThat(tokens.check(foreign))
                .isEqualTo(new TokenCheck.Invalid("Access token validation failure. Invalid signature."));
    }

    @Test
    void knowsNoTokenThatWasTamperedWith() {
        String[] parts = tokens.issue(APP.principal(), AccessTokens.Proof.SECRET, null)
                .accessToken()
                .split("\\.");

        assertThat(tokens.check(parts[0] + "." + parts[1] + "x." + parts[2])).isInstanceOf(TokenCheck.Invalid.class);
        assertThat(tokens.check("no.token.at all")).isInstanceOf(TokenCheck.Invalid.class);
        assertThat(tokens.check("opaque"))
                .isEqualTo(new TokenCheck.Invalid("CompactToken parsing failed with error code: 80049217"));
    }

    @Test
    void endsATokenWithItsLifetime() {
        TestClock clock = new TestClock();
        AccessTokens aging = new AccessTokens(directory, clock, Duration.ofMinutes(5));
        String token =
                aging.issue(APP.principal(), AccessTokens.Proof.SECRET, null).accessToken();

        clock.now = NOW.plusSeconds(299);
        assertThat(aging.check(token)).isInstanceOf(TokenCheck.Valid.class);
        clock.now = NOW.plusSeconds(300);
        assertThat(aging.check(token))
                .isEqualTo(new TokenCheck.Invalid("Lifetime validation failed, the token is expired."));
    }

    private AccessTokens tokensAt(Instant now) {
        return new AccessTokens(directory, Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(3599));
    }

    private static final class TestClock extends Clock {
        private Instant now = NOW;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
