package io.github.camelgraphmail.benchmarks.client;

import java.util.List;

/** How long each time took. */
public record UploadResult(List<Double> seconds) {}
