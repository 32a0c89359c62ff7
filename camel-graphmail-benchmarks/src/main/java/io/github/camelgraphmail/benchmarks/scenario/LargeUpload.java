package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.UploadClient;
import io.github.camelgraphmail.benchmarks.client.UploadPlan;
import io.github.camelgraphmail.benchmarks.client.UploadResult;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtMost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A file that is larger than the sender's memory. */
public record LargeUpload() implements Scenario {

    private static final int FILE_BYTES = 100 * 1024 * 1024;
    private static final String HEAP = "-Xmx64m";
    private static final int WARM_UPS = 1;
    private static final int TIMES = 3;

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        Path file = lab.file("archive.zip", FILE_BYTES);
        List<Double> route = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 0; round < lab.rounds(); round++) {
            route.addAll(seconds(lab, file, false));
            bare.addAll(seconds(lab, file, true));
        }
        Files.delete(file);
        return new Section(
                "One mail with a file of 100 MB, by an upload session, with " + HEAP,
                List.of(Row.against(
                        "bare HTTP/1.1",
                        new Median<>(bare).of(Double::doubleValue),
                        "time",
                        "s",
                        new Median<>(route).of(Double::doubleValue),
                        new RatioAtMost(1.1))),
                List.of());
    }

    private static List<Double> seconds(Lab lab, Path file, boolean bare) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(Duration.ZERO, lab.folder())) {
            UploadPlan plan = new UploadPlan(bare, server.access(), file, WARM_UPS, TIMES);
            return new Jvm(HEAP)
                    .result(UploadClient.class, plan, UploadResult.class)
                    .seconds();
        }
    }
}
