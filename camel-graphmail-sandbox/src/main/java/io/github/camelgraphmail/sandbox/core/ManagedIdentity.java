package io.github.camelgraphmail.sandbox.core;

import java.util.Objects;

/**
 * An identity that Azure gives to a machine, without a credential that anybody could lose.
 *
 * @param principal who it is in the tenant
 * @param systemAssigned whether it is the machine's own, which is used when a request names none
 */
public record ManagedIdentity(ServicePrincipal principal, boolean systemAssigned) {

    public ManagedIdentity {
        Objects.requireNonNull(principal, "principal");
    }
}
