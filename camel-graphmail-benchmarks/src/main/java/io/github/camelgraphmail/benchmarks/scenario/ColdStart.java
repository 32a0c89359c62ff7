package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ColdStartApplication;
import io.github.camelgraphmail.benchmarks.client.ColdStartApplication.Work;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.MoreByAtMost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much longer an application takes that sends one mail and ends, from the start of its process to its end; and how much of that the
 * JVM's own TLS would take anyway.
 */
public record ColdStart() implements Scenario {

    private static final int TIMES = 5;

    /** The first version of Java that has them, by JEP 483. */
    private static final int WITH_AOT_CACHES = 24;

    private record Start(Jvm jvm, Work work, URI server) {

        private double seconds() throws IOException, InterruptedException {
            long start = System.nanoTime();
            jvm.output(ColdStartApplication.class, arguments());
            return (System.nanoTime() - start) / 1e9;
        }

        private List<String> arguments() {
            return List.of(work.name(), server.toString());
        }

        /** The same in a JVM with more options. */
        private Start with(String... options) {
            return new Start(jvm.with(options), work, server);
        }

        /** As an application is started that is there for a few mails. @param cache is made */
        private Start cached(Path cache) throws IOException, InterruptedException {
            String configuration = "-XX:AOTConfiguration=" + cache + ".config";
            with("-XX:AOTMode=record", configuration).seconds();
            with("-XX:AOTMode=create", configuration, "-XX:AOTCache=" + cache).seconds();
            return with("-XX:AOTCache=" + cache, "-XX:TieredStopAtLevel=1");
        }
    }

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(Duration.ZERO, lab.folder())) {
            JvmRoots roots = JvmRoots.with(server.access(), lab.folder().resolve("roots.jks"));
            Jvm jvm = new Jvm(Lab.HEAP).with(roots.options().toArray(String[]::new));
            Map<Work, Start> starts = new EnumMap<>(Work.class);
            for (Work work : Work.values()) {
                starts.put(work, new Start(jvm, work, server.access().uri()));
            }
            rows.addAll(rows("", starts));
            if (Runtime.version().feature() >= WITH_AOT_CACHES) {
                for (Work work : Work.values()) {
                    starts.put(work, starts.get(work).cached(lab.folder().resolve(work + ".aot")));
                }
                rows.addAll(rows(" with an AOT cache and C1", starts));
            }
        }
        return new Section("A fresh application that sends one mail and ends", rows, List.of());
    }

    private static List<Row> rows(String how, Map<Work, Start> starts) throws IOException, InterruptedException {
        // Once for the page cache and the server.
        starts.get(Work.MAIL).seconds();
        Map<Work, List<Double>> seconds = new EnumMap<>(Work.class);
        for (int i = 0; i < TIMES; i++) {
            for (Work work : Work.values()) {
                seconds.computeIfAbsent(work, none -> new ArrayList<>())
                        .add(starts.get(work).seconds());
            }
        }
        Map<Work, Double> median = new EnumMap<>(Work.class);
        seconds.forEach((work, all) -> median.put(work, new Median<>(all).of(Double::doubleValue)));
        return List.of(
                Row.against(
                        "log: instead",
                        median.get(Work.LOG),
                        "time" + how,
                        "s",
                        median.get(Work.MAIL),
                        new MoreByAtMost(0.3)),
                Row.toLookAt(
                        "log: alone",
                        median.get(Work.LOG),
                        "log: and one request of the JDK's" + how,
                        "s",
                        median.get(Work.LOG_AND_REQUEST)));
    }
}
