package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ColdStartApplication;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.MoreByAtMost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much longer an application takes that sends one mail and ends, from the start of its process to its end. */
public record ColdStart() implements Scenario {

    private static final int TIMES = 5;

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        List<Double> mail = new ArrayList<>();
        List<Double> log = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(Duration.ZERO, lab.folder())) {
            List<String> access = List.of(
                    server.access().uri().toString(),
                    server.access().trustStore().toString());
            // Once for the page cache and the server.
            seconds(access);
            for (int i = 0; i < TIMES; i++) {
                mail.add(seconds(access));
                log.add(seconds(List.of()));
            }
        }
        return new Section(
                "A fresh application that sends one mail and ends",
                List.of(Row.against(
                        "log: instead",
                        new Median<>(log).of(Double::doubleValue),
                        "time",
                        "s",
                        new Median<>(mail).of(Double::doubleValue),
                        new MoreByAtMost(0.3))),
                List.of());
    }

    private static double seconds(List<String> arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        new Jvm(Lab.HEAP).output(ColdStartApplication.class, arguments);
        return (System.nanoTime() - start) / 1e9;
    }
}
