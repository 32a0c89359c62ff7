package io.github.camelgraphmail.benchmarks.report;

import java.util.List;

/**
 * The figures of a scenario.
 *
 * @param notes what else was seen, a sentence each
 */
public record Section(String title, List<Row> rows, List<String> notes) {}
