package io.github.camelgraphmail.benchmarks.report;

import java.util.List;

/**
 * A table for people.
 *
 * @param rows each with a cell for each heading
 * @param notes what else there is to say, a sentence each
 */
public record Table(String title, List<String> headings, List<List<String>> rows, List<String> notes) {}
