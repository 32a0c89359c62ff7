package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.client.ProcessText;
import io.github.camelgraphmail.benchmarks.client.ServerAccess;
import io.github.camelgraphmail.benchmarks.server.LoadServer;
import io.github.camelgraphmail.benchmarks.server.ServerCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A load server in a JVM of its own, which ends with this process at the latest. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final ServerAccess access;

    private ServerProcess(Process process, ServerAccess access) {
        this.process = process;
        this.access = access;
    }

    static ServerProcess start(Duration latency, Path folder) throws IOException {
        Path trustStore = folder.resolve("truststore.p12");
        Process process = new Jvm("-Xmx256m")
                .start(LoadServer.class, List.of(String.valueOf(latency.toMillis()), trustStore.toString()));
        BufferedReader output = process.inputReader();
        String address = output.readLine();
        if (address == null) {
            throw new IOException("The load server did not start");
        }
        return new ServerProcess(process, new ServerAccess(URI.create(address), trustStore));
    }

    ServerAccess access() {
        return access;
    }

    ServerCounts counts() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(access.sslContext()).build();
        HttpRequest request =
                HttpRequest.newBuilder(access.uri().resolve("/counts")).build();
        return new ProcessText()
                .read(client.send(request, BodyHandlers.ofString()).body(), ServerCounts.class);
    }

    @Override
    public void close() throws IOException {
        // Its sign to end.
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
