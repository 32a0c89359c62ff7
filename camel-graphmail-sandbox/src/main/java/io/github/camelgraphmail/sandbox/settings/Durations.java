package io.github.camelgraphmail.sandbox.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and points of time as people write them. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /**
     * @param text such as {@code 200ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or {@code PT5M}
     * @throws IllegalArgumentException when it is none of these
     */
    public static Duration parse(String text) {
        Matcher simple = SHORT.matcher(text.strip());
        if (simple.matches()) {
            return UNITS.get(simple.group(2)).multipliedBy(Long.parseLong(simple.group(1)));
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(text + " is no length of time, such as 200ms, 30s, 5m, 2h or PT5M");
        }
    }

    /** @throws IllegalArgumentException when it is no ISO date and time */
    static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(text + " is no point of time, such as 2027-01-31T08:00:00Z");
        }
    }
}
