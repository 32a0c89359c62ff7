package io.github.camelgraphmail.benchmarks.scenario;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several measurements of the same. */
record Median<T>(List<T> all) {

    /** The one in the middle; of an even number the upper of the two. */
    double of(ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }
}
