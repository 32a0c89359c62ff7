package io.github.camelgraphmail.sandbox.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.camelgraphmail.sandbox.core.AppSecret;
import java.time.Instant;
import java.util.Optional;

/**
 * A client secret, which may be written as its value alone.
 *
 * @param expires null for never
 */
public record SecretSettings(String value, Instant expires) {

    @JsonCreator
    public SecretSettings {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SecretSettings(String value) {
        this(value, null);
    }

    AppSecret secret() {
        return new AppSecret(Names.required("value", value), Optional.ofNullable(expires));
    }

    @Override
    public String toString() {
        return "SecretSettings[expires=" + expires + "]";
    }
}
