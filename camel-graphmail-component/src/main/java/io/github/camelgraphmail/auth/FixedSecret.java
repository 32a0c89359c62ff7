package io.github.camelgraphmail.auth;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A secret that stands in an option itself.
 *
 * @param option the option's name
 * @param value the secret
 */
public record FixedSecret(String option, String value) implements CredentialSource {

    public FixedSecret {
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public byte[] read() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object version() {
        return option;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "option " + option;
    }
}
