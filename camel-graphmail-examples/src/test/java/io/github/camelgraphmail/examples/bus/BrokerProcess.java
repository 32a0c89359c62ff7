package io.github.camelgraphmail.examples.bus;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** An Artemis in a process of its own, as it is without any setting of the bus's: it makes queues as they are asked for. */
final class BrokerProcess implements AutoCloseable {

    private static final String STARTED = "The broker has started on ";

    private final Process process;
    private final String url;

    private BrokerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static BrokerProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(STARTED)) {
                passOn(output);
                return new BrokerProcess(process, line.substring(STARTED.length()));
            }
        }
        throw new IOException("The broker has not started");
    }

    /** A broker whose log nobody reads stands still once the pipe is full. */
    private static void passOn(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(System.out::println), "broker's log");
        reader.setDaemon(true);
        reader.start();
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param args the folder of its journal */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String url = "tcp://127.0.0.1:" + port;
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large-messages").toString())
                .addAcceptorConfiguration("tcp", url);
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.start();
        System.out.println(STARTED + url);
        // Ends with who has started it.
        System.in.read();
        System.exit(0);
    }
}
