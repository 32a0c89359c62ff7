package io.github.camelgraphmail.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A row as text. */
final class Cells {

    static final List<String> HEADINGS = List.of("what", "measured", "reference", "ratio", "target", "verdict");

    private Cells() {}

    static List<String> of(Row row) {
        return List.of(
                row.what(),
                figure(row.measured()) + " " + row.unit(),
                row.reference()
                        .map(other -> figure(other.value()) + " " + row.unit() + " (" + other.name() + ")")
                        .orElse(""),
                row.ratio()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .orElse(""),
                row.target().map(Target::text).orElse(""),
                row.isMet().map(met -> met ? "ok" : "missed").orElse(""));
    }

    /** Three digits that matter. */
    private static String figure(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
