package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.LoadPlan.Kind;
import io.github.camelgraphmail.benchmarks.client.MailKind;
import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.AtMost;
import io.github.camelgraphmail.benchmarks.report.Target.RatioAtLeast;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How close the component comes to what Graph's limit allows, when Graph takes as long as it does. */
public record SlowGraph() implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(250);
    private static final int MAILBOXES = 50;
    private static final int AT_A_TIME = 4 * MAILBOXES;

    /** As many wait for their turn as are on their way, so that it is the component that keeps to the limit. */
    private static final int ON_HAND = 2 * AT_A_TIME;

    @Override
    public Section measure(Lab lab) throws IOException, InterruptedException {
        Lab.Run run = lab.run(Kind.ROUTE, new Lab.Load(new MailKind.Html(), ON_HAND, MAILBOXES, LATENCY));
        double possible = AT_A_TIME * 1000.0 / LATENCY.toMillis();
        return new Section(
                "Graph takes " + LATENCY.toMillis() + " ms, " + MAILBOXES
                        + " mailboxes with four requests at a time each",
                List.of(
                        Row.against(
                                "possible",
                                possible,
                                "throughput",
                                "mails/s",
                                run.client().mailsPerSecond(),
                                new RatioAtLeast(0.97)),
                        Row.of("refused with 429", "answers", run.server().refused(), new AtMost(0)),
                        Row.of(
                                "threads of the component",
                                "at most",
                                run.client().mostGraphMailThreads(),
                                new AtMost(16))),
                List.of());
    }
}
