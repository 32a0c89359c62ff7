package io.github.camelgraphmail.benchmarks.report;

import java.util.Locale;

/** Numbers as text. */
public final class Figures {

    private Figures() {}

    /** Three digits that matter. */
    public static String of(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
