package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The HTTP and HTTPS listeners of one sandbox. */
public final class SandboxServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ListenAddress listen;
    private final SandboxUrls urls;

    private SandboxServer(Vertx vertx, ListenAddress listen, SandboxUrls urls) {
        this.vertx = vertx;
        this.listen = listen;
        this.urls = urls;
    }

    /**
     * Starts both listeners and returns when they accept connections.
     *
     * @param listen where both listen
     * @param httpPort 0 for any free port
     * @param httpsPort 0 for any free port
     * @param routes what both listeners serve
     * @throws IllegalStateException when a port is taken; the message names it
     */
    public static SandboxServer start(
            ListenAddress listen,
            int httpPort,
            int httpsPort,
            LoopbackCertificate certificate,
            Function<Vertx, Router> routes) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            HttpServer http = vertx.createHttpServer(options(listen, httpPort));
            HttpServer https = vertx.createHttpServer(secure(options(listen, httpsPort), certificate));
            Router router = routes.apply(vertx);
            await(http.requestHandler(router).listen(), "http-port", listen, httpPort);
            await(https.requestHandler(router).listen(), "https-port", listen, httpsPort);
            SandboxUrls urls = SandboxUrls.of(listen.urlHost(), http.actualPort(), https.actualPort());
            return new SandboxServer(vertx, listen, urls);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    public ListenAddress listenAddress() {
        return listen;
    }

    public SandboxUrls urls() {
        return urls;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpServerOptions options(ListenAddress listen, int port) {
        return new HttpServerOptions().setHost(listen.bindHost()).setPort(port);
    }

    private static HttpServerOptions secure(HttpServerOptions options, LoopbackCertificate certificate) {
        String password = UUID.randomUUID().toString();
        return options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions()
                        .setValue(Buffer.buffer(certificate.keyStore(password)))
                        .setPassword(password));
    }

    private static void await(Future<HttpServer> listening, String option, ListenAddress listen, int port) {
        try {
            listening
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                String otherwise = listen.isLoopback() ? "" : ", or this machine has no such address";
                throw new IllegalStateException(
                        option + ": port " + port + " of " + listen + " is taken by another program" + otherwise
                                + ". Choose another port, or 0 for any free one.",
                        e.getCause());
            }
            String why = e.getCause() instanceof TimeoutException
                    ? "it took too long"
                    : e.getCause().getMessage();
            throw new IllegalStateException(
                    option + ": no server on port " + port + " of " + listen + ": " + why, e.getCause());
        }
    }
}
