package io.github.camelgraphmail.auth;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of credential that option {@code credentialType} names. */
public enum CredentialType {
    CLIENT_SECRET("client-secret"),
    CLIENT_CERTIFICATE("client-certificate"),
    WORKLOAD_IDENTITY("workload-identity"),
    MANAGED_IDENTITY("managed-identity");

    private final String option;

    CredentialType(String option) {
        this.option = option;
    }

    /** The type that the option names. */
    public static CredentialType named(String option) {
        return Arrays.stream(values())
                .filter(type -> type.option.equalsIgnoreCase(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("credentialType: '" + option + "' is none of "
                        + Arrays.stream(values()).map(type -> type.option).collect(Collectors.joining(", "))));
    }

    /** As the option says it. */
    @Override
    public String toString() {
        return option;
    }
}
