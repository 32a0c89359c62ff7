package io.github.camelgraphmail.sandbox.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.camelgraphmail.sandbox.core.FederatedCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Plays an identity provider that an app registration trusts, such as a Kubernetes cluster. */
public final class FederatedIssuer {

    private final String address;
    private final SigningKey signing = new SigningKey();

    /** @param address what its tokens say as their issuer; nothing is fetched from there */
    public FederatedIssuer(String address) {
        this.address = address;
    }

    /** The trust in this issuer's tokens for a subject, to be given to an app registration. */
    public FederatedCredential credential(String subject) {
        try {
            return new FederatedCredential(
                    address, signing.key().toRSAPublicKey(), subject, FederatedCredential.DEFAULT_AUDIENCE);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key of the issuer " + address + " can't be read", e);
        }
    }

    /** A token for a subject, as a cluster writes it into a pod's file. */
    public String token(String subject, Instant now, Duration lifetime) {
        RSAKey key = signing.key();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(address)
                        .subject(subject)
                        .audience(FederatedCredential.DEFAULT_AUDIENCE)
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime)))
                        .build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token of the issuer " + address + " could not be signed", e);
        }
        return jwt.serialize();
    }
}
