package io.github.camelgraphmail.doctor.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** Values that must not be shown, and are taken out of texts of others that may quote them. */
public final class Secrets {

    /** By their names: what Camel keeps out of its own logs. */
    private static final Pattern NAME = Pattern.compile(
            "secret|password|passphrase|accesskey|accesstoken|apikey|privatekey|clientkey|credential|sharedkey");

    /** Which names a secret and is none. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\{\\{[^{}]*}}\\s*");

    private static final int SHORTEST = 3;

    /** The longest first: one may begin with another. */
    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    static Secrets none() {
        return new Secrets(List.of());
    }

    static Secrets of(Properties properties) {
        return none().and(properties.stringPropertyNames().stream()
                .filter(name -> NAME.matcher(name.replace("-", "").toLowerCase(Locale.ROOT))
                        .find())
                .map(properties::getProperty)
                .filter(value -> !PLACEHOLDER.matcher(value).matches())
                .toList());
    }

    /** These and others, of which those that are null or too short to be a secret do not count. */
    Secrets and(List<String> others) {
        List<String> all = new ArrayList<>(values);
        others.stream()
                .filter(value -> value != null && value.strip().length() >= SHORTEST)
                .map(String::strip)
                .forEach(all::add);
        all.sort(Comparator.comparing(String::length).reversed());
        return new Secrets(List.copyOf(all));
    }

    /** A text without them. */
    public String hidden(String text) {
        String shown = String.valueOf(text);
        for (String value : values) {
            shown = shown.replace(value, "***");
        }
        return shown;
    }
}
