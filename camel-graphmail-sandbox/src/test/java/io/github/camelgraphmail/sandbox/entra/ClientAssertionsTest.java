package io.github.camelgraphmail.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAssertionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String CLIENT = "66666666-7777-8888-9999-000000000000";
    private static final String ENDPOINT = "https://localhost:8443/contoso.com/oauth2/v2.0/token";
    private static final String POD = "system:serviceaccount:mail:erp";

    private static final AppCertificate CERTIFICATE = certificate(NOW.plus(Duration.ofDays(10)));
    private static final AppCertificate STRANGE = certificate(NOW.plus(Duration.ofDays(10)));
    private static final FederatedIssuer ISSUER = new FederatedIssuer("https://oidc.example.com/cluster");

    private static final AppRegistration APP = new AppRegistration(
            new ServicePrincipal(CLIENT, "ERP", Set.of(ServicePrincipal.MAIL_SEND)),
            List.of(),
            List.of(CERTIFICATE.certificate()),
            List.of(ISSUER.credential(POD)));

    private final ClientAssertions assertions = new ClientAssertions(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "RS256, x5t#S256, base64url",
        "PS256, x5t#S256, base64url",
        "RS256, x5t#S256, base64",
        "RS256, x5t, base64url",
        "PS256, x5t, base64",
    })
    void takesAnAssertionSignedWithARegisteredCertificate(String algorithm, String thumbprint, String encoding) {
        String assertion = sign(
                JWSAlgorithm.parse(algorithm), thumbprint, encoding, CERTIFICATE, CERTIFICATE, claims(good -> good));

        assertThat(refused(assertion)).isEmpty();
    }

    @Test
    void takesAnAssertionMadeForTheSameAddressWithTheOtherScheme() {
        String assertion = signed(claims(good -> good.audience(ENDPOINT.replace("https:", "http:"))));

        assertThat(refused(assertion)).isEmpty();
    }

    @Test
    void knowsOnlyRegisteredCertificates() {
        String assertion = sign(JWSAlgorithm.RS256, "x5t#S256", "base64url", STRANGE, STRANGE, claims(good -> good));

        assertRefused(assertion, 700027, "The key was not found., Thumbprint of key used by client: '");
    }

    @Test
    void looksAtTheSignatureAndNotOnlyAtTheThumbprint() {
        String assertion =
                sign(JWSAlgorithm.RS256, "x5t#S256", "base64url", STRANGE, CERTIFICATE, claims(good -> good));

        assertRefused(assertion, 700027, "invalid signature");
    }

    @Test
    void refusesACertificateThatHasEnded() {
        AppCertificate ended = certificate(NOW.minusSeconds(1));
        AppRegistration app = APP.withCertificate(ended.certificate());
        String assertion = sign(JWSAlgorithm.RS256, "x5t#S256", "base64url", ended, ended, claims(good -> good));

        assertThat(assertions.refused(app, presented(assertion)))
                .hasValueSatisfying(refusal -> assertThat(refusal.description()).contains("The key used is expired."));
    }

    @Test
    void wantsToBeItsAudience() {
        assertRefused(
                signed(claims(good -> good.audience("https://login.microsoftonline.com/other/oauth2/v2.0/token"))),
                700023,
                "audience");
    }

    @Test
    void wantsTheSubjectToBeTheIssuer() {
        assertRefused(signed(claims(good -> good.subject("somebody"))), 50048, "Subject");
    }

    @Test
    void wantsAFreshAssertion() {
        assertRefused(
                signed(claims(good -> good.expirationTime(Date.from(NOW.minus(Duration.ofMinutes(6)))))),
                700024,
                "valid time range");
        assertRefused(
                signed(claims(good -> good.notBeforeTime(Date.from(NOW.plus(Duration.ofMinutes(6)))))),
                700024,
                "valid time range");
        assertRefused(signed(claims(good -> good.expirationTime(null))), 700024, "valid time range");
    }

    @Test
    void takesAnAssertionOnce() {
        String assertion = signed(claims(good -> good));

        assertThat(refused(assertion)).isEmpty();
        assertRefused(assertion, 50027, "used before");
        assertRefused(signed(claims(good -> good.jwtID(null))), 50027, "jti");
    }

    @Test
    void refusesWhatIsNoAssertion() {
        assertRefused("not-a-jwt", 50027, "JWT");
        assertRefused("eyJhbGciOiJub25lIn0.e30.", 50027, "JWT");
    }

    @Test
    void takesTheTokenOfATrustedIssuer() {
        assertThat(refused(ISSUER.token(POD, NOW, Duration.ofHours(1)))).isEmpty();
        // A pod's token is read again and again until the cluster writes another one.
        assertThat(refused(ISSUER.token(POD, NOW, Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void saysWhatOfAForeignTokenDoesNotMatch() {
        FederatedIssuer other = new FederatedIssuer("https://oidc.example.com/other");
        FederatedIssuer pretender = new FederatedIssuer("https://oidc.example.com/cluster");

        assertRefused(other.token(POD, NOW, Duration.ofHours(1)), 700211, "issuer 'https://oidc.example.com/other'");
        assertRefused(ISSUER.token("system:serviceaccount:mail:default", NOW, Duration.ofHours(1)), 700213, "subject");
        assertRefused(pretender.token(POD, NOW, Duration.ofHours(1)), 700027, "signature");
        assertRefused(
                ISSUER.token(POD, NOW.minus(Duration.ofHours(2)), Duration.ofHours(1)), 700024, "valid time range");
    }

    private Optional<EntraError> refused(String assertion) {
        return assertions.refused(APP, presented(assertion));
    }

    private void assertRefused(String assertion, int code, String inDescription) {
        assertThat(refused(assertion)).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.description()).contains(inDescription);
        });
    }

    private static PresentedCredential.Assertion presented(String assertion) {
        return new PresentedCredential.Assertion(
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", assertion, ENDPOINT);
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(CLIENT)
                        .subject(CLIENT)
                        .audience(ENDPOINT)
                        .jwtID(UUID.randomUUID().toString())
                        .notBeforeTime(Date.from(NOW))
                        .expirationTime(Date.from(NOW.plusSeconds(600))))
                .build();
    }

    private static String signed(JWTClaimsSet claims) {
        return sign(JWSAlgorithm.PS256, "x5t#S256", "base64url", CERTIFICATE, CERTIFICATE, claims);
    }

    private static String sign(
            JWSAlgorithm algorithm,
            String thumbprint,
            String encoding,
            AppCertificate signer,
            AppCertificate named,
            JWTClaimsSet claims) {
        try {
            byte[] digest = MessageDigest.getInstance(thumbprint.equals("x5t") ? "SHA-1" : "SHA-256")
                    .digest(named.certificate().getEncoded());
            Base64.Encoder encoder = encoding.equals("base64")
                    ? Base64.getEncoder()
                    : Base64.getUrlEncoder().withoutPadding();
            JWSHeader header = JWSHeader.parse("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"" + thumbprint
                    + "\":\"" + encoder.encodeToString(digest) + "\"}");
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(signer.key()));
            return jwt.serialize();
        } catch (GeneralSecurityException | JOSEException | java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static AppCertificate certificate(Instant notAfter) {
        return AppCertificate.create("erp", NOW.minus(Duration.ofDays(300)), notAfter);
    }
}
