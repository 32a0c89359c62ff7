package io.github.camelgraphmail.benchmarks.fleet;

import io.github.camelgraphmail.benchmarks.report.Figures;
import io.github.camelgraphmail.benchmarks.report.MarkdownReport;
import io.github.camelgraphmail.benchmarks.report.Table;
import io.github.camelgraphmail.benchmarks.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes and simulates what a fleet of mailboxes and nodes can send. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What mailboxes and nodes of the mail bus can send, by formula and by simulation: docs/fleet.md.",
            "With neither --mailboxes nor --rate it prints the tables of that page."
        })
public final class FleetCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_JOBS = 200_000;
    private static final int JOBS_OF_A_MAILBOX = 60;

    @Spec
    private CommandSpec spec;

    @Option(names = "--mailboxes", description = "How many send; as many as the rate takes all day when left out.")
    private Optional<Integer> mailboxes = Optional.empty();

    @Option(names = "--nodes", defaultValue = "1", description = "Processes of the bus (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--consumers",
            defaultValue = "8",
            description = "bus.sending.consumers, on each node (default: ${DEFAULT-VALUE}).")
    private int consumers;

    @Option(names = "--rate", description = "Mails a second that are to be sent.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--latency",
            defaultValue = "250ms",
            converter = DurationConverter.class,
            description =
                    "How long Graph takes for a request, on average, such as 400ms or 1s (default: ${DEFAULT-VALUE}).")
    private Duration latency;

    @Option(
            names = "--latency-spread",
            defaultValue = "0.5",
            description = "How far that varies: 0 for not at all (default: ${DEFAULT-VALUE}).")
    private double latencySpread;

    @Option(names = "--attachment", defaultValue = "0", description = "Bytes of a mail's attachment (default: none).")
    private long attachment;

    @Option(names = "--recipients", defaultValue = "1", description = "Of a mail (default: ${DEFAULT-VALUE}).")
    private int recipients;

    @Option(
            names = "--hot",
            description =
                    "The share of the mails that one mailbox sends, from 0 to 1; no more than others when left out.")
    private Optional<Double> hot = Optional.empty();

    @Option(names = "--cores", defaultValue = "2", description = "Of a node (default: ${DEFAULT-VALUE}).")
    private int cores;

    @Option(
            names = "--cpu",
            defaultValue = "8ms",
            converter = DurationConverter.class,
            description = "Of a mail, on one core (default: ${DEFAULT-VALUE}).")
    private Duration cpu;

    @Option(
            names = "--handover",
            defaultValue = "30ms",
            converter = DurationConverter.class,
            description = "How long a mail takes beside Graph (default: ${DEFAULT-VALUE}).")
    private Duration handover;

    @Option(names = "--seed", defaultValue = "1", description = "Of chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the tables to this file.")
    private Optional<Path> markdown = Optional.empty();

    /** The tables as they are printed without any option. */
    static FleetTables defaults() {
        FleetCommand command = new FleetCommand();
        new CommandLine(command).parseArgs();
        return command.tables();
    }

    @Override
    public Integer call() {
        List<Table> tables;
        try {
            tables = mailboxes.isEmpty() && rate.isEmpty()
                    ? List.copyOf(tables().all().values())
                    : List.of(answer());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        TextReport report = new TextReport();
        tables.forEach(table -> out.println(report.text(table)));
        out.flush();
        return markdown.map(file -> written(file, tables)).orElse(CommandLine.ExitCode.OK);
    }

    private FleetTables tables() {
        return new FleetTables(cost(), latency());
    }

    private Table answer() {
        MailShape mail = MailShape.withAttachment(attachment).withRecipients(recipients);
        Optional<FleetNeed> need =
                rate.map(perSecond -> new FleetNeed(perSecond, mail, latency(), ServiceLimits.PUBLISHED));
        int sending = mailboxes.orElseGet(() -> need.orElseThrow().mailboxesForADay(cost()));
        Fleet fleet = new Fleet(sending, nodes, consumers, consumers, 1, cost());
        FleetCapacity capacity = FleetCapacity.of(fleet, mail, latency(), ServiceLimits.PUBLISHED);
        FleetResult result =
                FleetSimulation.run(fleet, mail, latency(), ServiceLimits.PUBLISHED, workload(fleet), seed);
        List<List<String>> rows = new ArrayList<>();
        need.ifPresent(found -> rows.addAll(needed(found, fleet)));
        rows.addAll(reached(capacity, result));
        return new Table(
                fleet.mailboxes() + " mailboxes, " + fleet.nodes() + " nodes, " + fleet.consumers() + " consumers",
                List.of("what", "figure", "how"),
                rows,
                need.map(found -> notes(found, fleet, result)).orElse(List.of()));
    }

    private List<List<String>> needed(FleetNeed need, Fleet fleet) {
        double recipientsOfADay = need.perSecond() * Duration.ofDays(1).toSeconds() * recipients;
        return List.of(
                List.of(
                        "mailboxes for an hour or so",
                        String.valueOf(need.mailboxes(cost())),
                        "formula; 30 mails a minute"),
                List.of(
                        "mailboxes for all day",
                        String.valueOf(need.mailboxesForADay(cost())),
                        "formula; 10,000 recipients in 24 hours"),
                List.of(
                        "bus.sending.consumers that keep up",
                        need.consumers(fleet).map(String::valueOf).orElse("more than 256"),
                        "simulated"),
                List.of(
                        "licences, if all recipients are external",
                        String.valueOf(TenantLimit.letting(recipientsOfADay).licences()),
                        "formula; the tenant's limit"));
    }

    private static List<List<String>> reached(FleetCapacity capacity, FleetResult result) {
        String busy = result.busy().stream()
                .map(share -> String.format(Locale.ROOT, "%.0f %%", share * 100))
                .collect(Collectors.joining(" "));
        return List.of(
                List.of(
                        "accepted by Graph, at the most",
                        Figures.of(capacity.accepted()) + " mails/s",
                        "formula; bound by " + capacity.bound().text()),
                List.of("accepted by Graph", Figures.of(result.acceptedPerSecond()) + " mails/s", "simulated"),
                List.of("leaving Exchange, at the most", Figures.of(capacity.leaving()) + " mails/s", "formula"),
                List.of("leaving in 24 hours, at the most", Figures.of(capacity.perDay()) + " mails", "formula"),
                List.of(
                        "until Graph has accepted a mail, half",
                        FleetTables.text(result.waits().half()),
                        "simulated"),
                List.of("until then, 99 in 100", FleetTables.text(result.waits().nearlyAll()), "simulated"),
                List.of("requests answered with 429", String.valueOf(result.throttled()), "simulated"),
                List.of("mails that come back", String.valueOf(result.returned()), "simulated"),
                List.of("consumers busy", busy, "simulated, node by node"));
    }

    private static List<String> notes(FleetNeed need, Fleet fleet, FleetResult result) {
        List<String> notes = new ArrayList<>();
        if (!FleetNeed.keepsUp(result)) {
            notes.add("This fleet does not keep up: jobs pile up in the outbox.");
        }
        if (need.mailboxes(fleet.cost()) > fleet.mailboxes()) {
            notes.add("More mails come than may leave: what Graph has accepted waits in Exchange, and nobody is told.");
        }
        return notes;
    }

    /** An hour at the rate, or a backlog. */
    private Workload workload(Fleet fleet) {
        Spread spread = hot.<Spread>map(Spread.Hot::new).orElseGet(Spread.Even::new);
        if (rate.isEmpty()) {
            return new Workload.Backlog(Math.min(MOST_JOBS, JOBS_OF_A_MAILBOX * fleet.mailboxes()), spread);
        }
        double seconds = Math.min(LONGEST.toSeconds(), MOST_JOBS / rate.get());
        return new Workload.Steady(rate.get(), Duration.ofSeconds((long) Math.ceil(seconds)), spread);
    }

    private NodeCost cost() {
        return new NodeCost(cores, cpu, handover);
    }

    private Latency latency() {
        return new Latency(latency, latencySpread);
    }

    private int written(Path file, List<Table> tables) {
        MarkdownReport report = new MarkdownReport();
        try {
            Files.writeString(file, tables.stream().map(report::text).collect(Collectors.joining("\n")));
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + " could not be written: " + e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
