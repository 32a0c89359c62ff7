package io.github.camelgraphmail.auth;

import java.util.Optional;

/** What an app registration proves itself with. None of them shows a secret in its {@code toString}. */
public sealed interface Credential {

    /** A client secret of the app registration. */
    record ClientSecret(CredentialSource secret) implements Credential {}

    /**
     * A certificate that is registered with the app, and its key.
     *
     * @param certificate PEM or PKCS#12
     * @param password of the PKCS#12 or the encrypted PEM key
     */
    record ClientCertificate(CredentialSource certificate, Optional<CredentialSource> password) implements Credential {}

    /** A token of an identity provider that the app registration trusts, such as the Kubernetes cluster's. */
    record FederatedToken(CredentialSource token) implements Credential {}
}
