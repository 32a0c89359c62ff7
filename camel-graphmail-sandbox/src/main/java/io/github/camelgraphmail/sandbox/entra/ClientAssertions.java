package io.github.camelgraphmail.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.FederatedCredential;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the assertions that applications sign in with: their own, signed with a registered certificate, and those of
 * an identity provider that they trust. An assertion of their own is good once; a provider's token until it ends.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 */
final class ClientAssertions {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Instant> seen = new HashMap<>();

    ClientAssertions(Clock clock) {
        this.clock = clock;
    }

    /** Why the application can't sign in with this; empty when it can. */
    Optional<EntraError> refused(AppRegistration app, PresentedCredential.Assertion assertion) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion.jwt());
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                return Optional.of(EntraError.assertionMalformed(
                        "The algorithm " + jwt.getHeader().getAlgorithm() + " is not supported."));
            }
            boolean own = app.clientId().equalsIgnoreCase(claims.getIssuer());
            Optional<EntraError> refusal =
                    own ? refusedOwn(app, jwt, claims, assertion.tokenEndpoint()) : refusedForeign(app, jwt, claims);
            return refusal.isPresent()
                    ? refusal
                    : refusedTime(claims).or(() -> own ? refusedReplay(claims) : Optional.empty());
        } catch (ParseException notAnAssertion) {
            return Optional.of(EntraError.assertionMalformed("JWT format is not correct."));
        }
    }

    private Optional<EntraError> refusedOwn(
            AppRegistration app, SignedJWT jwt, JWTClaimsSet claims, String tokenEndpoint) {
        Optional<X509Certificate> certificate = app.certificates().stream()
                .filter(registered -> names(jwt.getHeader(), registered))
                .findFirst();
        if (certificate.isEmpty()) {
            return Optional.of(EntraError.certificateNotRegistered(thumbprint(jwt.getHeader())));
        }
        if (!isValid(certificate.get())) {
            return Optional.of(EntraError.certificateExpired());
        }
        if (!isSignedWith(certificate.get(), jwt)) {
            return Optional.of(EntraError.assertionSignature());
        }
        if (!claims.getIssuer().equals(claims.getSubject())) {
            return Optional.of(EntraError.assertionSubject());
        }
        if (claims.getAudience().stream().noneMatch(audience -> isAddress(audience, tokenEndpoint))) {
            return Optional.of(EntraError.assertionAudience());
        }
        return Optional.empty();
    }

    private boolean isValid(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return !certificate.getNotBefore().after(now)
                && !certificate.getNotAfter().before(now);
    }

    private static Optional<EntraError> refusedForeign(AppRegistration app, SignedJWT jwt, JWTClaimsSet claims) {
        List<FederatedCredential> ofIssuer = app.federatedCredentials().stream()
                .filter(credential -> credential.issuer().equals(claims.getIssuer()))
                .toList();
        if (ofIssuer.isEmpty()) {
            return Optional.of(EntraError.noFederatedCredential(700211, "issuer", claims.getIssuer()));
        }
        List<FederatedCredential> ofSubject = ofIssuer.stream()
                .filter(credential -> credential.subject().equals(claims.getSubject()))
                .toList();
        if (ofSubject.isEmpty()) {
            return Optional.of(EntraError.noFederatedCredential(700213, "subject", claims.getSubject()));
        }
        Optional<FederatedCredential> matching = ofSubject.stream()
                .filter(credential -> claims.getAudience().contains(credential.audience()))
                .findFirst();
        if (matching.isEmpty()) {
            return Optional.of(
                    EntraError.noFederatedCredential(700212, "audience", String.join(" ", claims.getAudience())));
        }
        return isSignedWith(matching.get().issuerKey(), jwt)
                ? Optional.empty()
                : Optional.of(EntraError.assertionSignature());
    }

    private Optional<EntraError> refusedTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        boolean ended = claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant().plus(CLOCK_DIFFERENCE));
        boolean notBegun = claims.getNotBeforeTime() != null
                && now.isBefore(claims.getNotBeforeTime().toInstant().minus(CLOCK_DIFFERENCE));
        return ended || notBegun ? Optional.of(EntraError.assertionTime(now)) : Optional.empty();
    }

    private synchronized Optional<EntraError> refusedReplay(JWTClaimsSet claims) {
        Instant now = clock.instant();
        seen.values().removeIf(end -> end.isBefore(now));
        if (claims.getJWTID() == null) {
            return Optional.of(EntraError.assertionMalformed("Claim jti is missing."));
        }
        Instant end = claims.getExpirationTime().toInstant().plus(CLOCK_DIFFERENCE);
        return seen.putIfAbsent(claims.getJWTID(), end) == null
                ? Optional.empty()
                : Optional.of(EntraError.assertionMalformed("The assertion was used before (jti)."));
    }

    /** By its thumbprint, of SHA-256 or the older SHA-1; MSAL for Java writes plain Base64 where the standard has base64url. */
    private static boolean names(JWSHeader header, X509Certificate certificate) {
        return isThumbprint(header.toJSONObject().get("x5t#S256"), "SHA-256", certificate)
                || isThumbprint(header.toJSONObject().get("x5t"), "SHA-1", certificate);
    }

    private static boolean isThumbprint(Object claimed, String algorithm, X509Certificate certificate) {
        try {
            return claimed instanceof String text
                    && MessageDigest.isEqual(
                            bytes(text), MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException | IllegalArgumentException notAThumbprint) {
            return false;
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_'));
    }

    private static String thumbprint(JWSHeader header) {
        Object claimed = header.toJSONObject()
                .getOrDefault("x5t#S256", header.toJSONObject().get("x5t"));
        try {
            return claimed instanceof String text
                    ? HexFormat.of().withUpperCase().formatHex(bytes(text))
                    : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static boolean isSignedWith(X509Certificate certificate, SignedJWT jwt) {
        return certificate.getPublicKey() instanceof RSAPublicKey key && isSignedWith(key, jwt);
    }

    private static boolean isSignedWith(RSAPublicKey key, SignedJWT jwt) {
        try {
            return jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** MSAL for Java says https even where it is made to speak plain HTTP to a sandbox. */
    private static boolean isAddress(String audience, String tokenEndpoint) {
        return withoutScheme(audience).equalsIgnoreCase(withoutScheme(tokenEndpoint));
    }

    private static String withoutScheme(String address) {
        return address.replaceFirst("^https?:", "");
    }
}
