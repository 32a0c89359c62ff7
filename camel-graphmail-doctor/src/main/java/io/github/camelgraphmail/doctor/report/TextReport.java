package io.github.camelgraphmail.doctor.report;

import io.github.camelgraphmail.doctor.advice.Advice;
import io.github.camelgraphmail.doctor.check.CheckResult;
import io.github.camelgraphmail.doctor.check.Findings;
import io.github.camelgraphmail.doctor.check.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** For people: a table of the checks, and then a section for each that there is something to do about. */
public final class TextReport {

    private static final int WIDTH = 110;
    private static final String GAP = "  ";
    private static final String INDENT = "    ";

    private final Signs signs;
    private final BiFunction<Status, String, String> colour;

    /** @param colour of a text by a status */
    public TextReport(Signs signs, BiFunction<Status, String, String> colour) {
        this.signs = signs;
        this.colour = colour;
    }

    public String of(Findings findings) {
        List<String> lines = new ArrayList<>();
        lines.addAll(wrapped("What " + findings.who() + " needs to send mail:", WIDTH));
        lines.add("");
        int titles = findings.results().stream()
                .mapToInt(result -> result.title().length())
                .max()
                .orElse(0);
        findings.results().forEach(result -> lines.addAll(row(result, titles)));
        findings.results()
                .forEach(result -> result.advice().ifPresent(advice -> lines.addAll(section(result, advice))));
        lines.add("");
        lines.add(summary(findings));
        return String.join("\n", lines) + "\n";
    }

    private List<String> row(CheckResult result, int titles) {
        String sign = signs.of(result.status());
        String start = GAP + colour.apply(result.status(), sign) + " ".repeat(signs.width() - sign.length()) + " "
                + result.title() + " ".repeat(titles - result.title().length()) + GAP;
        int indent = GAP.length() + signs.width() + 1 + titles + GAP.length();
        List<String> lines = new ArrayList<>();
        for (String text : wrapped(result.observed(), WIDTH - indent)) {
            lines.add((lines.isEmpty() ? start : " ".repeat(indent)) + text);
        }
        return lines;
    }

    private List<String> section(CheckResult result, Advice advice) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(colour.apply(result.status(), signs.of(result.status())) + " " + result.title());
        wrapped(advice.text(), WIDTH - GAP.length()).forEach(text -> lines.add(GAP + text));
        if (!advice.commands().isEmpty()) {
            lines.add("");
            advice.commands().lines().forEach(command -> lines.add(command.isEmpty() ? "" : INDENT + command));
        }
        return lines;
    }

    private static String summary(Findings findings) {
        long problems = count(findings, Status.PROBLEM);
        long unknown = count(findings, Status.UNKNOWN);
        if (problems == 0 && unknown == 0) {
            return "No problem was found.";
        }
        return problems + (problems == 1 ? " problem, " : " problems, ") + unknown + " unknown.";
    }

    private static long count(Findings findings, Status status) {
        return findings.results().stream()
                .filter(result -> result.status() == status)
                .count();
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
