package io.github.camelgraphmail.sandbox.core;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An app registration of the tenant: its service principal and what it may sign in with. Immutable: each {@code with...}
 * method answers a changed copy.
 *
 * @param principal who it is in the tenant
 * @param secrets its client secrets, which may be several while one is rotated
 * @param certificates its certificates, likewise
 * @param federatedCredentials the foreign tokens it may sign in with
 */
public record AppRegistration(
        ServicePrincipal principal,
        List<AppSecret> secrets,
        List<X509Certificate> certificates,
        List<FederatedCredential> federatedCredentials) {

    public AppRegistration {
        Objects.requireNonNull(principal, "principal");
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        federatedCredentials = List.copyOf(federatedCredentials);
    }

    /** An app with one secret that does not expire. */
    public AppRegistration(String clientId, String displayName, String clientSecret, Set<String> roles) {
        this(
                new ServicePrincipal(clientId, displayName, roles),
                List.of(new AppSecret(clientSecret, Optional.empty())),
                List.of(),
                List.of());
    }

    public String clientId() {
        return principal.clientId();
    }

    /** The value of its newest secret. */
    public String clientSecret() {
        if (secrets.isEmpty()) {
            throw new IllegalStateException(principal.displayName() + " has no client secret");
        }
        return secrets.get(secrets.size() - 1).value();
    }

    /** With another secret beside those it has. */
    public AppRegistration withSecret(String value, Optional<Instant> expires) {
        return new AppRegistration(
                principal, and(secrets, new AppSecret(value, expires)), certificates, federatedCredentials);
    }

    /** Without the secret of this value. */
    public AppRegistration withoutSecret(String value) {
        return new AppRegistration(
                principal,
                secrets.stream().filter(secret -> !secret.matches(value)).toList(),
                certificates,
                federatedCredentials);
    }

    /** With another certificate beside those it has. */
    public AppRegistration withCertificate(X509Certificate certificate) {
        return new AppRegistration(principal, secrets, and(certificates, certificate), federatedCredentials);
    }

    public AppRegistration withoutCertificate(X509Certificate certificate) {
        return new AppRegistration(
                principal,
                secrets,
                certificates.stream()
                        .filter(other -> !other.equals(certificate))
                        .toList(),
                federatedCredentials);
    }

    /** With trust in another identity provider's tokens. */
    public AppRegistration withFederatedCredential(FederatedCredential credential) {
        return new AppRegistration(principal, secrets, certificates, and(federatedCredentials, credential));
    }

    /** With consent to these permissions instead of those it has. */
    public AppRegistration withRoles(Set<String> roles) {
        return new AppRegistration(principal.withRoles(roles), secrets, certificates, federatedCredentials);
    }

    private static <T> List<T> and(List<T> some, T another) {
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }
}
