package io.github.camelgraphmail.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A row as text. */
final class Cells {

    private static final List<String> HEADINGS = List.of("what", "measured", "reference", "ratio", "target", "verdict");

    private Cells() {}

    static Table table(Section section) {
        return new Table(
                section.title(),
                HEADINGS,
                section.rows().stream().map(Cells::of).toList(),
                section.notes());
    }

    private static List<String> of(Row row) {
        return List.of(
                row.what(),
                Figures.of(row.measured()) + " " + row.unit(),
                row.reference()
                        .map(other -> Figures.of(other.value()) + " " + row.unit() + " (" + other.name() + ")")
                        .orElse(""),
                row.ratio()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .orElse(""),
                row.target().map(Target::text).orElse(""),
                row.isMet().map(met -> met ? "ok" : "missed").orElse(""));
    }
}
