package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ColdStartApplication;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.MoreByAtMost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much longer an application takes that sends one mail and ends, from the start of its process to its end. */
public record ColdStart() implements Scenario {

    private static final int TIMES = 5;

    /** The first version of Java that has them, by JEP 483. */
    private static final int WITH_AOT_CACHES = 24;

    private record Start(Jvm jvm, List<String> arguments) {

        private double seconds() throws IOException, InterruptedException {
            long start = System.nanoTime();
            jvm.output(ColdStartApplication.class, arguments);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(Duration.ZERO, lab.folder())) {
            List<String> access = List.of(
                    server.access().uri().toString(),
                    server.access().trustStore().toString());
            Jvm plain = new Jvm(Lab.HEAP);
            rows.add(row("time", new Start(plain, access), new Start(plain, List.of())));
            if (Runtime.version().feature() >= WITH_AOT_CACHES) {
                rows.add(row(
                        "time with an AOT cache and C1",
                        cached(lab.folder().resolve("mail.aot"), access),
                        cached(lab.folder().resolve("log.aot"), List.of())));
            }
        }
        return new Section("A fresh application that sends one mail and ends", rows, List.of());
    }

    /** As an application is started that is there for a few mails. */
    private static Start cached(Path cache, List<String> arguments) throws IOException, InterruptedException {
        String configuration = "-XX:AOTConfiguration=" + cache + ".config";
        new Jvm(Lab.HEAP, "-XX:AOTMode=record", configuration).output(ColdStartApplication.class, arguments);
        new Jvm(Lab.HEAP, "-XX:AOTMode=create", configuration, "-XX:AOTCache=" + cache)
                .output(ColdStartApplication.class, arguments);
        return new Start(new Jvm(Lab.HEAP, "-XX:AOTCache=" + cache, "-XX:TieredStopAtLevel=1"), arguments);
    }

    private static Row row(String what, Start mail, Start log) throws IOException, InterruptedException {
        // Once for the page cache and the server.
        mail.seconds();
        List<Double> withMail = new ArrayList<>();
        List<Double> withLog = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            withMail.add(mail.seconds());
            withLog.add(log.seconds());
        }
        return Row.against(
                "log: instead",
                new Median<>(withLog).of(Double::doubleValue),
                what,
                "s",
                new Median<>(withMail).of(Double::doubleValue),
                new MoreByAtMost(0.3));
    }
}
