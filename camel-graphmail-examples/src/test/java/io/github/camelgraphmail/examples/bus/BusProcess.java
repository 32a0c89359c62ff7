package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.QuickGraphMail;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** A bus in a process of its own, which can be killed. */
final class BusProcess implements AutoCloseable {

    /** How long the sandbox may take to show what was sent. The bus waits that long where somebody was killed. */
    static final Duration SETTLING = Duration.ofMillis(600);

    private static final String STARTED = "The bus has started";

    private final Process process;

    private BusProcess(Process process) {
        this.process = process;
    }

    /** Starts one, and does not wait for it. */
    static BusProcess start(Path folder, GraphMailSandbox sandbox, Map<String, String> properties) throws IOException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dorg.apache.camel.jmx.disabled=true",
                "-cp",
                System.getProperty("java.class.path"),
                BusProcess.class.getName());
        Map<String, String> all = new TreeMap<>(TestBus.properties(folder, sandbox));
        all.putAll(properties);
        Stream<String> settings =
                all.entrySet().stream().map(property -> property.getKey() + "=" + property.getValue());
        Process process = new ProcessBuilder(Stream.concat(java, settings).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new BusProcess(process);
    }

    /** Returns when it has started. What it prints from then on is thrown away. */
    BusProcess awaitStart() throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(STARTED)) {
                Thread reader = new Thread(() -> output.lines().forEach(System.out::println), "bus output");
                reader.setDaemon(true);
                reader.start();
                return this;
            }
            printed.append(line).append('\n');
        }
        throw new IOException("The bus has not started:\n" + printed);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param args properties, as name=value */
    public static void main(String[] args) throws Exception {
        Main main = MailBus.create();
        main.bind("graphmail", QuickGraphMail.component(SETTLING));
        List.of(args).forEach(argument -> {
            String[] property = argument.split("=", 2);
            main.addOverrideProperty(property[0], property[1]);
        });
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport application) {
                application.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
                    @Override
                    public void onContextStarted(CamelContext context) {
                        System.out.println(STARTED);
                    }
                });
            }
        });
        main.run();
    }
}
