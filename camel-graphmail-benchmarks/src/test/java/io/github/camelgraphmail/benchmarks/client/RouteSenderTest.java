package io.github.camelgraphmail.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.benchmarks.server.LoadServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSenderTest {

    @TempDir
    private Path folder;

    @Test
    void sendsAMailToTheLoadServer() throws Exception {
        Path trustStore = folder.resolve("truststore.p12");
        try (LoadServer server = LoadServer.start(Duration.ZERO, trustStore);
                RouteSender sender = new RouteSender(new ServerAccess(server.uri(), trustStore), new MailKind.Html())) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();

            sender.send("mailbox0@contoso.com", failure::complete);

            assertThat(failure.get(10, TimeUnit.SECONDS)).isNull();
        }
    }
}
