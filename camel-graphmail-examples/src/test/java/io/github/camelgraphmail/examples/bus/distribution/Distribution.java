package io.github.camelgraphmail.examples.bus.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution, unpacked, and what its script runs: in an environment of a path alone, as an init system has it.
 *
 * @param home where it is unpacked
 */
record Distribution(Path home) {

    /** What it takes is what it takes to start a JVM and a broker on a slow machine. */
    static final int PATIENCE_SECONDS = 60;

    /** The one that this build made. */
    static Distribution unpackInto(Path folder) throws Exception {
        finish(Map.of(), "tar", "-xzf", System.getProperty("distribution"), "-C", folder.toString());
        try (Stream<Path> unpacked = Files.list(folder)) {
            return new Distribution(
                    unpacked.filter(path -> path.getFileName().toString().startsWith("graphmail-bus-"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** A command that ends by itself. */
    Finished run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script()));
        command.addAll(List.of(arguments));
        return finish(environment(environment), command.toArray(String[]::new));
    }

    /** The bus, whose output goes to a file. */
    Process start(Map<String, String> environment, Path output) throws IOException {
        return process(environment(environment), script(), "start")
                .redirectOutput(output.toFile())
                .start();
    }

    private static Finished finish(Map<String, String> environment, String... command) throws Exception {
        Process process = process(environment, command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end:\n" + output);
        }
        return new Finished(process.exitValue(), output);
    }

    private static ProcessBuilder process(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> !variable.equals("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m");
        environment.putAll(more);
        return environment;
    }

    private String script() {
        return home.resolve("bin/graphmail-bus").toString();
    }

    /** @param output of both streams */
    record Finished(int status, String output) {}
}
