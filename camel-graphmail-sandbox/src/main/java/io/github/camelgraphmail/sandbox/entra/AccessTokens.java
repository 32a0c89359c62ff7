package io.github.camelgraphmail.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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

    private final Tenant tenant;
    private final Clock clock;
    private final Duration lifetime;
    private final RSAKey key;

    public AccessTokens(Tenant tenant, Clock clock, Duration lifetime) {
        this.tenant = tenant;
        this.clock = clock;
        this.lifetime = lifetime;
        try {
            this.key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No RSA key could be made to sign tokens with", e);
        }
    }

    TokenReply.Issued issue(AppRegistration app) {
        Instant now = clock.instant();
        String servicePrincipal = UUID.nameUUIDFromBytes(app.clientId().getBytes(StandardCharsets.UTF_8))
                .toString();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(GRAPH_AUDIENCE)
                .issuer("https://sts.windows.net/" + tenant.id() + "/")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .subject(servicePrincipal)
                .claim("appid", app.clientId())
                .claim("app_displayname", app.displayName())
                .claim("appidacr", "1")
                .claim("idtyp", "app")
                .claim("oid", servicePrincipal)
                .claim("tid", tenant.id())
                .claim("uti", UUID.randomUUID().toString())
                .claim("ver", "1.0");
        if (!app.roles().isEmpty()) {
            claims.claim("roles", List.copyOf(app.roles()));
        }
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

    /** Says whose token this is, or why it is none. */
    public TokenCheck check(String accessToken) {
        try {
            SignedJWT jwt = SignedJWT.parse(accessToken);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
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
        return tenant.app(claims.getStringClaim("appid"))
                .<TokenCheck>map(TokenCheck.Valid::new)
                .orElseGet(() -> new TokenCheck.Invalid("Access token validation failure."));
    }
}
