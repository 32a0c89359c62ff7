package io.github.camelgraphmail.mail;

import java.util.Locale;
import java.util.Objects;

/** A header of a mail beyond those that have an option of their own. */
public record MailHeader(String name, String value) {

    public MailHeader {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /** Whether Graph takes it in JSON: its name has to begin with {@code x-}. */
    public boolean isCustom() {
        return name.toLowerCase(Locale.ROOT).startsWith("x-");
    }
}
