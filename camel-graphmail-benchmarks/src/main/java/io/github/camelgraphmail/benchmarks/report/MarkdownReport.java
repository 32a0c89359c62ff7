package io.github.camelgraphmail.benchmarks.report;

import java.util.List;

/** Sections as a page of Markdown. */
public final class MarkdownReport {

    public String text(Machine machine, List<Section> sections) {
        StringBuilder text = new StringBuilder(machine.text()).append("\n");
        for (Section section : sections) {
            text.append("\n### ").append(section.title()).append("\n\n");
            line(text, Cells.HEADINGS);
            line(text, Cells.HEADINGS.stream().map(heading -> "---").toList());
            section.rows().forEach(row -> line(text, Cells.of(row)));
            section.notes().forEach(note -> text.append('\n').append(note).append('\n'));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
