package io.github.camelgraphmail.benchmarks.report;

import java.util.Locale;

/** What a figure should come to. */
public sealed interface Target {

    boolean isMet(Row row);

    /** For people. */
    String text();

    /** A multiple of the reference that should not be passed. */
    record RatioAtMost(double limit) implements Target {
        @Override
        public boolean isMet(Row row) {
            return row.ratio().orElseThrow() <= limit;
        }

        @Override
        public String text() {
            return "ratio <= " + number(limit);
        }
    }

    /** A share of the reference that should be reached. */
    record RatioAtLeast(double limit) implements Target {
        @Override
        public boolean isMet(Row row) {
            return row.ratio().orElseThrow() >= limit;
        }

        @Override
        public String text() {
            return "ratio >= " + number(limit);
        }
    }

    /** More than the reference by this at most. */
    record MoreByAtMost(double limit) implements Target {
        @Override
        public boolean isMet(Row row) {
            return row.measured() - row.reference().orElseThrow().value() <= limit;
        }

        @Override
        public String text() {
            return "<= reference + " + number(limit);
        }
    }

    /** The figure by itself. */
    record AtMost(double limit) implements Target {
        @Override
        public boolean isMet(Row row) {
            return row.measured() <= limit;
        }

        @Override
        public String text() {
            return "<= " + number(limit);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
