package io.github.camelgraphmail.benchmarks.server;

import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Plays Entra and Graph for load: HTTP/2 and HTTP/1.1 over TLS on a free port of localhost, cheap enough to leave the
 * machine to whoever is measured. It runs on one event loop, so that it takes one core at the most.
 */
public final class LoadServer implements AutoCloseable {

    private final Vertx vertx;
    private final URI uri;

    private LoadServer(Vertx vertx, URI uri) {
        this.vertx = vertx;
        this.uri = uri;
    }

    /**
     * @param latency how long Graph takes to answer
     * @param trustStore the file to write a truststore for clients to
     */
    public static LoadServer start(Duration latency, Path trustStore) throws IOException {
        LoopbackCertificate certificate = LoopbackCertificate.create();
        certificate.writeTrustStore(trustStore);
        String password = UUID.randomUUID().toString();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("localhost")
                            .setPort(0)
                            .setSsl(true)
                            .setUseAlpn(true)
                            .setKeyCertOptions(new PfxOptions()
                                    .setValue(Buffer.buffer(certificate.keyStore(password)))
                                    .setPassword(password)))
                    .requestHandler(new GraphCalls(vertx, latency));
            server.listen().toCompletionStage().toCompletableFuture().join();
            return new LoadServer(vertx, URI.create("https://localhost:" + server.actualPort()));
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    /** Where Entra and Graph are. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /**
     * Prints its address and runs until the standard input ends, as it does when the process that started it ends.
     *
     * @param arguments latency in milliseconds, file for the truststore
     */
    public static void main(String[] arguments) throws IOException {
        try (LoadServer server =
                LoadServer.start(Duration.ofMillis(Long.parseLong(arguments[0])), Path.of(arguments[1]))) {
            System.out.println(server.uri());
            while (System.in.read() >= 0) {
                // Whatever comes is no reason to end.
            }
        }
    }
}
