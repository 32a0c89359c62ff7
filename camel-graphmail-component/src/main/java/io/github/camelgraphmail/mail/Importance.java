package io.github.camelgraphmail.mail;

import java.util.Locale;
import java.util.Optional;

/** How important the sender says a mail is. */
public enum Importance {
    LOW,
    NORMAL,
    HIGH;

    static Optional<Importance> named(String name) {
        for (Importance importance : values()) {
            if (importance.name().equalsIgnoreCase(name.trim())) {
                return Optional.of(importance);
            }
        }
        return Optional.empty();
    }

    /** As Graph and the option write it. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
