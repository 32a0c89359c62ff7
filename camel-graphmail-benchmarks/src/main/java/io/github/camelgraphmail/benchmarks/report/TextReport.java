package io.github.camelgraphmail.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables for a terminal. */
public final class TextReport {

    public String text(Section section) {
        return text(Cells.table(section));
    }

    public String text(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.headings());
        lines.addAll(table.rows());
        int[] widths = IntStream.range(0, table.headings().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder(table.title()).append("\n\n");
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder("  ");
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                padded.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        table.notes().forEach(note -> text.append("\n  ").append(note));
        return text.append(table.notes().isEmpty() ? "" : "\n").toString();
    }
}
