package io.github.camelgraphmail.sandbox.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of the core as settings spell them: {@code on-premises} for {@code ON_PREMISES}. */
public final class Names {

    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param field for the message
     * @throws IllegalArgumentException when none is called that
     */
    static <T extends Enum<T>> T read(String field, String name, Class<T> type) {
        return SettingsReader.at(field, () -> read(name, type));
    }

    /** @throws IllegalArgumentException when none is called that */
    static <T extends Enum<T>> T read(String name, Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is not known; there are "
                        + Arrays.stream(type.getEnumConstants()).map(Names::of).collect(Collectors.joining(", "))));
    }

    static <T> T required(String field, T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new IllegalArgumentException(field + ": it is missing");
        }
        return value;
    }
}
