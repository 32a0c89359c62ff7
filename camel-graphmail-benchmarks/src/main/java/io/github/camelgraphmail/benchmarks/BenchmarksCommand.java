package io.github.camelgraphmail.benchmarks;

import io.github.camelgraphmail.benchmarks.fleet.FleetCommand;
import io.github.camelgraphmail.benchmarks.report.Machine;
import io.github.camelgraphmail.benchmarks.report.MarkdownReport;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.TextReport;
import io.github.camelgraphmail.benchmarks.scenario.ColdStart;
import io.github.camelgraphmail.benchmarks.scenario.JarSizes;
import io.github.camelgraphmail.benchmarks.scenario.Lab;
import io.github.camelgraphmail.benchmarks.scenario.LargeUpload;
import io.github.camelgraphmail.benchmarks.scenario.MailsWithFile;
import io.github.camelgraphmail.benchmarks.scenario.Scenario;
import io.github.camelgraphmail.benchmarks.scenario.SlowGraph;
import io.github.camelgraphmail.benchmarks.scenario.SmallMails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures what mails cost and prints it beside what they should cost. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = FleetCommand.class,
        description = {
            "Measures what sending mail by the component costs, against HttpClient with nothing around it.",
            "It measures and does not judge: its exit status is 0 when a target is missed."
        })
public final class BenchmarksCommand implements Runnable {

    /** What can be measured. */
    enum Part {
        small,
        slow,
        file,
        upload,
        cold,
        jars
    }

    @Parameters(description = "What to measure: ${COMPLETION-CANDIDATES}. All when left out.")
    private List<Part> parts = new ArrayList<>();

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "Seconds of each run that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Seconds of each run that count (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each is measured; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the tables to this file.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--dependencies",
            paramLabel = "FILE",
            defaultValue = "${sys:benchmarks.dependencies}",
            description = "The output of dependency:tree with verbose, for jars; the build sets it.")
    private Path dependencies;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksCommand()).execute(arguments));
    }

    @Override
    public void run() {
        Machine machine = Machine.here(Lab.HEAP);
        System.out.println(machine.text());
        TextReport report = new TextReport();
        List<Section> sections = new ArrayList<>();
        for (Part part : parts.isEmpty() ? Arrays.asList(Part.values()) : parts) {
            measured(part).ifPresent(section -> {
                System.out.println("\n" + report.text(section));
                sections.add(section);
            });
        }
        markdown.ifPresent(file -> write(file, new MarkdownReport().text(machine, sections)));
    }

    /** One that fails keeps the others from nothing. */
    private Optional<Section> measured(Part part) {
        System.err.println("Measuring: " + part);
        try {
            Path folder = Files.createTempDirectory("benchmarks");
            try {
                return Optional.of(scenario(part).measure(new Lab(folder, warmUp, seconds, rounds)));
            } finally {
                delete(folder);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println(part + " could not be measured: " + e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Scenario scenario(Part part) {
        return switch (part) {
            case small -> new SmallMails();
            case slow -> new SlowGraph();
            case file -> new MailsWithFile();
            case upload -> new LargeUpload();
            case cold -> new ColdStart();
            case jars -> new JarSizes(dependencies);
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            System.err.println(file + " could not be written: " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
