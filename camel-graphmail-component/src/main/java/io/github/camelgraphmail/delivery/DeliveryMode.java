package io.github.camelgraphmail.delivery;

import java.util.Arrays;
import java.util.Locale;

/** Which ways a mail may take; option {@code delivery}. */
public enum DeliveryMode {
    /** One request where the mail fits into one, a draft otherwise. */
    AUTO,
    /** One request. */
    DIRECT,
    /** A draft, which can tell after a lost answer whether the mail went out. */
    DRAFT;

    /** The mode that the option names. */
    public static DeliveryMode named(String option) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("delivery: '" + option + "' is none of "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }
}
