package io.github.camelgraphmail.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Signs access tokens for Graph in the shape Entra gives them to applications, and checks them again when they come
 * back. The signing key is made with the instance, so no token outlives its sandbox.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Access token
 *     claims</a>
 */
public final class AccessTokens {

    public static final String GRAPH_AUDIENCE = "https://graph.microsoft.com";

    /** The claim in which a client says what it can do, and the capability to answer a claims challenge. */
    private static final String CAPABILITIES = "xms_cc";

    private static final String CHALLENGEABLE = "cp1";

    private final Directory directory;
    private final Clock clock;
    private final Duration lifetime;
    private final SigningKey signing = new SigningKey();

    public AccessTokens(Directory directory, Clock clock, Duration lifetime) {
        this.directory = directory;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Returns when nobody has to wait for the signing key any more. */
    public void awaitKey() {
        signing.key();
    }

    /** What an application has proved itself with, as the token says it. */
    enum Proof {
        SECRET("1"),
        ASSERTION("2");

        private final String appidacr;

        Proof(String appidacr) {
            this.appidacr = appidacr;
        }
    }

    /** @param requestedClaims as JSON; null for none */
    TokenReply.Issued issue(ServicePrincipal principal, Proof proof, String requestedClaims) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(GRAPH_AUDIENCE)
                .issuer("https://sts.windows.net/" + directory.tenant().id() + "/")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .subject(principal.objectId())
                .claim("appid", principal.clientId())
                .claim("app_displayname", principal.displayName())
                .claim("appidacr", proof.appidacr)
                .claim("idtyp", "app")
                .claim("oid", principal.objectId())
                .claim("tid", directory.tenant().id())
                .claim("uti", directory.revocations(principal.clientId()) + "." + UUID.randomUUID())
                .claim("ver", "1.0");
        if (!principal.roles().isEmpty()) {
            claims.claim("roles", List.copyOf(principal.roles()));
        }
        if (isChallengeable(requestedClaims)) {
            claims.claim(CAPABILITIES, List.of(CHALLENGEABLE));
        }
        RSAKey key = signing.key();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return new TokenReply.Issued(jwt.serialize(), lifetime.toSeconds());
    }

    /** The keys that tokens are signed with, as a JSON Web Key Set. */
    public String publicKeys() {
        return new JWKSet(signing.key().toPublicJWK()).toString();
    }

    /** Says whose token this is, or why it is none. */
    public TokenCheck check(String accessToken) {
        try {
            SignedJWT jwt = SignedJWT.parse(accessToken);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    || !jwt.verify(new RSASSAVerifier(signing.key().toRSAPublicKey()))) {
                return new TokenCheck.Invalid("Access token validation failure. Invalid signature.");
            }
            return check(jwt.getJWTClaimsSet());
        } catch (ParseException notAToken) {
            return new TokenCheck.Invalid("CompactToken parsing failed with error code: 80049217");
        } catch (JOSEException e) {
            return new TokenCheck.Invalid("Access token validation failure. Invalid signature.");
        }
    }

    private TokenCheck check(JWTClaimsSet claims) throws ParseException {
        if (!claims.getAudience().contains(GRAPH_AUDIENCE)) {
            return new TokenCheck.Invalid("Access token validation failure. Invalid audience.");
        }
        if (!claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
            return new TokenCheck.Invalid("Lifetime validation failed, the token is expired.");
        }
        String clientId = claims.getStringClaim("appid");
        if (isRevoked(claims, clientId)) {
            return refusalOfRevoked(claims);
        }
        List<String> roles = claims.getStringListClaim("roles");
        return directory
                .principal(clientId)
                .<TokenCheck>map(principal ->
                        new TokenCheck.Valid(principal.withRoles(roles == null ? Set.of() : Set.copyOf(roles))))
                .orElseGet(() -> new TokenCheck.Invalid("Access token validation failure."));
    }

    /** Seconds are too coarse to tell a token before a revocation from one after it, so its id says it. */
    private boolean isRevoked(JWTClaimsSet claims, String clientId) throws ParseException {
        String id = claims.getStringClaim("uti");
        return Integer.parseInt(id.substring(0, id.indexOf('.'))) < directory.revocations(clientId);
    }

    /** @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims challenges</a> */
    private TokenCheck refusalOfRevoked(JWTClaimsSet claims) throws ParseException {
        List<String> capabilities = claims.getStringListClaim(CAPABILITIES);
        if (capabilities == null || !capabilities.contains(CHALLENGEABLE)) {
            return new TokenCheck.Invalid("Access token has been revoked.");
        }
        return new TokenCheck.Challenged("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\""
                + clock.instant().getEpochSecond() + "\"}}}");
    }

    private static boolean isChallengeable(String requestedClaims) {
        if (requestedClaims == null) {
            return false;
        }
        try {
            Map<String, Object> ofToken = object(JSONObjectUtils.parse(requestedClaims), "access_token");
            List<String> values = JSONObjectUtils.getStringList(object(ofToken, CAPABILITIES), "values");
            return values != null && values.contains(CHALLENGEABLE);
        } catch (ParseException notClaims) {
            return false;
        }
    }

    private static Map<String, Object> object(Map<String, Object> parent, String name) throws ParseException {
        Map<String, Object> object = JSONObjectUtils.getJSONObject(parent, name);
        return object == null ? Map.of() : object;
    }
}
