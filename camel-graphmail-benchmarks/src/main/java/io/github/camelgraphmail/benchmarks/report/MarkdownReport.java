package io.github.camelgraphmail.benchmarks.report;

import java.util.List;

/** Tables in Markdown. */
public final class MarkdownReport {

    public String text(Machine machine, List<Section> sections) {
        StringBuilder text = new StringBuilder(machine.text()).append("\n");
        for (Section section : sections) {
            text.append('\n').append(text(Cells.table(section)));
        }
        return text.toString();
    }

    /** With its title as a heading. */
    public String text(Table table) {
        StringBuilder text = new StringBuilder("### ").append(table.title()).append("\n\n");
        text.append(rows(table));
        table.notes().forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    /** Headings and rows alone. */
    public String rows(Table table) {
        StringBuilder text = new StringBuilder();
        line(text, table.headings());
        line(text, table.headings().stream().map(heading -> "---").toList());
        table.rows().forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
