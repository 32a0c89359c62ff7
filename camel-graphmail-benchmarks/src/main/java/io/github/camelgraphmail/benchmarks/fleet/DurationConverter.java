package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: 400ms, 1.5s, 2m. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final String MILLIS = "MS";

    @Override
    public Duration convert(String value) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        try {
            return text.endsWith(MILLIS)
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - MILLIS.length())))
                    : Duration.parse("PT" + text);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is no duration. Write 400ms, 1.5s or 2m.");
        }
    }
}
