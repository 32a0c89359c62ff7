package io.github.camelgraphmail.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sections for a terminal. */
public final class TextReport {

    public String text(Section section) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Cells.HEADINGS);
        section.rows().forEach(row -> lines.add(Cells.of(row)));
        int[] widths = IntStream.range(0, Cells.HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder(section.title()).append("\n\n");
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder("  ");
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                padded.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        section.notes().forEach(note -> text.append("\n  ").append(note));
        return text.append(section.notes().isEmpty() ? "" : "\n").toString();
    }
}
