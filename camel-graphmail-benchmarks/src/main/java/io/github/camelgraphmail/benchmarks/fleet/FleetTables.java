package io.github.camelgraphmail.benchmarks.fleet;

import io.github.camelgraphmail.benchmarks.fleet.Workload.Backlog;
import io.github.camelgraphmail.benchmarks.fleet.Workload.Mailing;
import io.github.camelgraphmail.benchmarks.fleet.Workload.Steady;
import io.github.camelgraphmail.benchmarks.report.Figures;
import io.github.camelgraphmail.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The tables of docs/fleet.md. The same assumptions give the same tables, to the digit. For one thread. */
final class FleetTables {

    private static final List<Integer> MAILBOXES = List.of(10, 30, 100, 300, 1_000);
    private static final List<Integer> NODES = List.of(1, 2, 4, 8, 16);
    private static final List<Integer> CONSUMERS = List.of(8, 16, 32, 64, 128);
    private static final List<Double> RATES = List.of(0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
    private static final int JOBS_OF_A_MAILBOX = 40;
    private static final int MOST_JOBS = 8_000;
    private static final int MAILING = 5_000;
    private static final long SEED = 1;

    private final NodeCost cost;
    private final Latency latency;
    private final ServiceLimits limits = ServiceLimits.PUBLISHED;
    private final Map<Fleet, Double> rates = new HashMap<>();

    FleetTables(NodeCost cost, Latency latency) {
        this.cost = cost;
        this.latency = latency;
    }

    /** By name. */
    Map<String, Table> all() {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("needs", needs());
        tables.put("nodes", nodes());
        tables.put("consumers", consumers());
        tables.put("queues", queues());
        tables.put("beyond", beyond());
        return tables;
    }

    /** The picture of the page. */
    String chart() {
        List<FleetChart.Line> lines = new ArrayList<>();
        lines.add(new FleetChart.Line(
                "may leave Exchange",
                MAILBOXES.stream().map(this::leaving).toList(),
                "stroke=\"#57606a\" stroke-width=\"2\" stroke-dasharray=\"6 4\""));
        lines.add(line("1 node, 64 consumers", 1, 64, "stroke=\"#1a7f37\" stroke-width=\"2.5\""));
        for (int index = NODES.size() - 1; index >= 0; index--) {
            int nodes = NODES.get(index);
            lines.add(line(
                    nodes == 1 ? "1 node, 8 consumers" : nodes + " nodes, 8 each",
                    nodes,
                    8,
                    String.format(
                            Locale.ROOT,
                            "stroke=\"#0f5ea8\" stroke-width=\"2\" stroke-opacity=\"%.2f\"",
                            0.4 + 0.15 * index)));
        }
        return new FleetChart(MAILBOXES).svg("Mails a second that Graph accepts, and that may leave Exchange", lines);
    }

    private FleetChart.Line line(String name, int nodes, int consumers, String style) {
        return new FleetChart.Line(
                name,
                MAILBOXES.stream()
                        .map(mailboxes -> rate(fleet(mailboxes, nodes, consumers, consumers)))
                        .toList(),
                style);
    }

    private Table nodes() {
        return rates(
                "Mails/s that Graph accepts from a backlog, with 8 consumers on each node",
                NODES,
                count -> count == 1 ? "1 node" : count + " nodes",
                (mailboxes, nodes) -> fleet(mailboxes, nodes, 8, 8));
    }

    private Table consumers() {
        return rates(
                "The same with one node and more consumers",
                CONSUMERS,
                count -> count + " consumers",
                (mailboxes, count) -> fleet(mailboxes, 1, count, count));
    }

    @FunctionalInterface
    private interface FleetOf {
        Fleet fleet(int mailboxes, int count);
    }

    private Table rates(String title, List<Integer> counts, IntFunction<String> heading, FleetOf fleets) {
        List<String> headings = new ArrayList<>(List.of("mailboxes"));
        counts.forEach(count -> headings.add(heading.apply(count)));
        headings.add("may leave");
        List<List<String>> rows = new ArrayList<>();
        for (int mailboxes : MAILBOXES) {
            List<String> row = new ArrayList<>(List.of(grouped(mailboxes)));
            counts.forEach(count -> row.add(rounded(rate(fleets.fleet(mailboxes, count)))));
            row.add(rounded(leaving(mailboxes)));
            rows.add(row);
        }
        return new Table(title, headings, rows, List.of());
    }

    private Table queues() {
        return new Table(
                "100 mailboxes, one node, 8 consumers: the outbox spread over more or fewer queues",
                List.of(
                        "queues",
                        "mails/s from a backlog",
                        "beside a mailing: half of the others wait up to",
                        "99 in 100 up to"),
                Stream.of(1, 4, 8).map(this::withQueues).toList(),
                List.of());
    }

    private List<String> withQueues(int queues) {
        Fleet fleet = fleet(100, 1, 8, queues);
        Waits waits = run(
                        fleet,
                        MailShape.small(),
                        new Mailing(MAILING, new Steady(1, Duration.ofHours(1), new Spread.Even())))
                .waitsOfOthers();
        return List.of(String.valueOf(queues), rounded(rate(fleet)), text(waits.half()), text(waits.nearlyAll()));
    }

    private Table beyond() {
        return new Table(
                "One mailbox, one node",
                List.of(
                        "what comes at once",
                        "Graph has accepted it after",
                        "mails/s",
                        "429",
                        "put back",
                        "it has left Exchange after",
                        "came back"),
                List.of(
                        beyond("600 small mails", MailShape.small(), 600),
                        beyond("600 with 500 KB each", MailShape.withAttachment(500_000), 600),
                        beyond("600 with 2 MB each", MailShape.withAttachment(2_000_000), 600),
                        beyond("60 with 20 MB each", MailShape.withAttachment(20_000_000), 60),
                        beyond("600 to 20 recipients each", MailShape.small().withRecipients(20), 600),
                        beyond("12,000 small mails", MailShape.small(), 12_000)),
                List.of());
    }

    private List<String> beyond(String what, MailShape mail, int jobs) {
        FleetResult result = run(fleet(1, 1, 8, 8), mail, new Backlog(jobs, new Spread.InTurn()));
        return List.of(
                what,
                text(result.drained()),
                Figures.of(result.acceptedPerSecond()),
                grouped(result.throttled()),
                grouped(result.putBack()),
                text(result.gone()),
                grouped(result.returned()));
    }

    private Table needs() {
        return new Table(
                "What a rate takes, with small mails to one recipient each, spread evenly, on two nodes",
                List.of(
                        "mails/s",
                        "a day",
                        "mailboxes for an hour or so",
                        "mailboxes for all day",
                        "`bus.sending.consumers`",
                        "licences, if all recipients are external"),
                RATES.stream().map(this::need).toList(),
                List.of());
    }

    private List<String> need(double perSecond) {
        FleetNeed need = new FleetNeed(perSecond, MailShape.small(), latency, limits);
        int forADay = need.mailboxesForADay(cost);
        double aDay = perSecond * Duration.ofDays(1).toSeconds();
        return List.of(
                Figures.of(perSecond),
                grouped(aDay),
                grouped(need.mailboxes(cost)),
                grouped(forADay),
                need.consumers(fleet(forADay, 2, 8, 8)).map(String::valueOf).orElse("more than 256"),
                grouped(TenantLimit.letting(aDay).licences()));
    }

    /** The middle one of three: with few mailboxes it depends on how chance spreads them over the queues. */
    private double rate(Fleet fleet) {
        return rates.computeIfAbsent(fleet, simulated -> LongStream.range(SEED, SEED + 3)
                .mapToDouble(seed -> rate(simulated, seed))
                .sorted()
                .skip(1)
                .findFirst()
                .orElseThrow());
    }

    private double rate(Fleet fleet, long seed) {
        int jobs = Math.min(MOST_JOBS, JOBS_OF_A_MAILBOX * fleet.mailboxes());
        Backlog backlog = new Backlog(jobs, new Spread.Even());
        return FleetSimulation.run(fleet, MailShape.small(), latency, limits, backlog, seed)
                .acceptedPerSecond();
    }

    private FleetResult run(Fleet fleet, MailShape mail, Workload workload) {
        return FleetSimulation.run(fleet, mail, latency, limits, workload, SEED);
    }

    private Fleet fleet(int mailboxes, int nodes, int consumers, int queues) {
        return new Fleet(mailboxes, nodes, consumers, queues, 1, cost);
    }

    private double leaving(int mailboxes) {
        return mailboxes * limits.mails() / 60.0;
    }

    private static String rounded(double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%.1f" : "%.0f", rate);
    }

    private static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** As people say it. */
    static String text(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 100) {
            return Figures.of(seconds) + " s";
        }
        return seconds < 7_200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
