package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ProcessText;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts programs of this class path in fresh JVMs. What they say on the standard error is shown. */
record Jvm(List<String> options) {

    Jvm(String... options) {
        this(List.of(options));
    }

    /** One with more options. */
    Jvm with(String... more) {
        return new Jvm(Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    Process start(Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    /** Runs a program that takes a plan and prints a result. */
    <T> T result(Class<?> program, Object plan, Class<T> type) throws IOException, InterruptedException {
        return new ProcessText().read(output(program, List.of(new ProcessText().write(plan))), type);
    }

    /** Runs a program to its end. @throws IOException when it fails */
    String output(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(program, arguments);
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(program.getSimpleName() + " ended with status " + status);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
