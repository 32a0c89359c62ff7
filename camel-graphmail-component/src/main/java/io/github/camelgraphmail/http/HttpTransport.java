package io.github.camelgraphmail.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;

/**
 * Makes HTTP requests without holding a thread, and tells whether a failed one can have reached the server. It repeats
 * nothing, follows no redirect and keeps no cookie: what to do about an outcome is the caller's to decide.
 *
 * <p>Small requests go over HTTP/2 where the server speaks it, which takes the least time of the processor; large ones, those
 * through a proxy and those without TLS over HTTP/1.1.
 *
 * <p>Safe for use by many threads. Its log, at any level, has neither the content of requests nor their authorization.
 */
public final class HttpTransport implements AutoCloseable {

    static final String USER_AGENT = "camel-graphmail";

    /** What fits into the window that a server opens for a stream at first; more would have to wait for it to open wider. */
    private static final int SMALL = 64 * 1024 - 1;

    private final Optional<ProxyServer> proxy;
    private final Supplier<Http1Connections> newHttp1;
    private final Http2Connections http2;

    /** Made when it is first needed; mails need not need it. */
    private Http1Connections http1;

    private final PendingCalls pending = new PendingCalls();
    private volatile boolean closed;

    /**
     * @param sslContext empty for the JVM's own trust
     * @param proxy empty for direct connections; the JVM's own proxy settings are not looked at
     * @param threads makes the threads for input and output
     */
    public HttpTransport(
            Optional<SSLContext> sslContext,
            Optional<ProxyServer> proxy,
            Duration connectTimeout,
            ThreadFactory threads) {
        this.proxy = proxy;
        ClientTlsStrategyBuilder builder = ClientTlsStrategyBuilder.create();
        sslContext.ifPresent(builder::setSslContext);
        TlsStrategy tls = builder.buildAsync();
        this.newHttp1 = () -> new Http1Connections(tls, proxy, connectTimeout, threads);
        this.http2 = new Http2Connections(tls, connectTimeout, threads, this::sendOverHttp1);
    }

    /** Makes the request. The stage completes never exceptionally, on any thread, which it should leave soon. */
    public CompletionStage<HttpOutcome> send(HttpCall call) {
        PendingCall made = new PendingCall(call, proxy);
        pending.add(made);
        if (closed) {
            made.failed(closedFailure());
        } else if (isForHttp2(call)) {
            http2.send(made);
        } else {
            sendOverHttp1(made);
        }
        return made.outcome();
    }

    private void sendOverHttp1(PendingCall made) {
        Http1Connections connections;
        synchronized (this) {
            if (http1 == null && !closed) {
                http1 = newHttp1.get();
            }
            connections = http1;
        }
        if (connections == null) {
            made.failed(closedFailure());
        } else {
            connections.send(made);
        }
    }

    private boolean isForHttp2(HttpCall call) {
        return proxy.isEmpty()
                && call.target().isSecure()
                && !call.target().secret()
                && call.content().length() <= SMALL;
    }

    /**
     * Closes the connections. Every request that is under way ends, as one whose answer is lost or, when it was not
     * written yet, as not sent.
     */
    @Override
    public void close() {
        Http1Connections connections;
        synchronized (this) {
            closed = true;
            connections = http1;
        }
        http2.close();
        if (connections != null) {
            connections.close();
        }
        // The client forgets some of those whose connections it closes.
        pending.forEach(call -> call.failed(closedFailure()));
    }

    private static IOException closedFailure() {
        return new InterruptedIOException("The HTTP client is closed");
    }
}
