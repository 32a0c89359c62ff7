package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.LoadClient;
import io.github.camelgraphmail.benchmarks.client.LoadPlan;
import io.github.camelgraphmail.benchmarks.client.LoadResult;
import io.github.camelgraphmail.benchmarks.client.MailKind;
import io.github.camelgraphmail.benchmarks.server.ServerCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Where scenarios are measured: each client in a JVM of its own against a server in another, both fresh.
 *
 * @param folder for files that go with the run
 * @param warmUp seconds of each run that do not count, at least
 * @param seconds of each run that count
 * @param rounds how often each is measured; the median counts
 */
public record Lab(Path folder, int warmUp, int seconds, int rounds) {

    /** What the clients get where a scenario says nothing else. */
    public static final String HEAP = "-Xmx512m";

    /** Mails to send all the time. */
    record Load(MailKind mail, int inFlight, int mailboxes, Duration latency) {}

    /** A run as the client saw it and as the server did. */
    record Run(LoadResult client, ServerCounts server) {}

    Run run(LoadPlan.Kind client, Load load) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(load.latency(), folder)) {
            LoadPlan plan = new LoadPlan(
                    client, server.access(), load.mail(), load.inFlight(), load.mailboxes(), warmUp, seconds);
            LoadResult result = new Jvm(HEAP).result(LoadClient.class, plan, LoadResult.class);
            return new Run(result, server.counts());
        }
    }

    /** A file of random bytes, which nothing can compress. */
    Path file(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(file, content);
    }
}
