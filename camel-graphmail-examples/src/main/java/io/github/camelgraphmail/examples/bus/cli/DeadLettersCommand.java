package io.github.camelgraphmail.examples.bus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the dead letters of a bus that runs on this machine under the same user. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, retries and drops mail jobs that can't be sent.",
        subcommandsRepeatable = false)
public final class DeadLettersCommand {

    private static final int FAILED = 1;
    private static final int NONE_OF_THIS_ID = 2;

    @Option(
            names = "--data",
            defaultValue = "${sys:bus.data:-bus-data}",
            description = "The folder bus.data of the bus (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--pid", description = "The process id of the bus, instead of what stands in its folder.")
    private Long pid;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DeadLettersCommand()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(failure instanceof IOException ? failure.getMessage() : failure.toString());
            return FAILED;
        });
    }

    @Command(description = "A line for each: when it failed, its id, its input, and the reason with the way out.")
    int list() throws Exception {
        try (RunningBus bus = bus()) {
            print(bus.call("list"));
            return 0;
        }
    }

    @Command(description = "The job of one, as JSON.")
    int show(@Parameters(paramLabel = "ID") String id) throws Exception {
        try (RunningBus bus = bus()) {
            String job = (String) bus.call("show", id);
            if (job.isEmpty()) {
                return none(id);
            }
            print(job);
            return 0;
        }
    }

    @Command(description = "Tries one again.")
    int retry(@Parameters(paramLabel = "ID") String id) throws Exception {
        return change("retry", id);
    }

    @Command(name = "retry-all", description = "Tries all again.")
    int retryAll() throws Exception {
        try (RunningBus bus = bus()) {
            print(bus.call("retryAll") + " are tried again");
            return 0;
        }
    }

    @Command(description = "Throws one away for good.")
    int drop(@Parameters(paramLabel = "ID") String id) throws Exception {
        return change("drop", id);
    }

    private int change(String operation, String id) throws Exception {
        try (RunningBus bus = bus()) {
            return (Integer) bus.call(operation, id) == 0 ? none(id) : 0;
        }
    }

    private int none(String id) {
        spec.commandLine().getErr().println("There is no dead letter " + id);
        return NONE_OF_THIS_ID;
    }

    private void print(Object text) {
        spec.commandLine().getOut().println(text);
    }

    private RunningBus bus() throws IOException {
        if (pid != null) {
            return RunningBus.of(pid);
        }
        Path file = data.resolve("bus.pid");
        if (!Files.exists(file)) {
            throw new ParameterException(
                    spec.commandLine(), "No bus has written " + file + ". Name its folder with --data, or its --pid.");
        }
        return RunningBus.of(Long.parseLong(Files.readString(file).strip()));
    }
}
