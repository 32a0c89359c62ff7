package io.github.camelgraphmail.examples.bus.input;

import java.util.Map;

/**
 * A row of a dropped file.
 *
 * @param number of the line it begins in, as a spreadsheet counts
 * @param values by the names of their columns
 */
record CsvRow(long number, Map<String, String> values) {}
