package io.github.camelgraphmail.http;

import io.github.camelgraphmail.http.HttpOutcome.AnswerLost;
import io.github.camelgraphmail.http.HttpOutcome.Answered;
import io.github.camelgraphmail.http.HttpOutcome.NothingSent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes HTTP requests without holding a thread, and tells whether a failed one can have reached the server. It repeats
 * nothing, follows no redirect and keeps no cookie: what to do about an outcome is the caller's to decide.
 *
 * <p>Safe for use by many threads. Its log, at any level, has neither the content of requests nor their authorization.
 */
public final class HttpTransport implements AutoCloseable {

    /** Over HTTP/1.1 a connection carries one request, so this bounds the requests in flight of all mailboxes. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final int IO_THREADS = 2;

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /** A connection that idled longer is asked whether it still stands: one that died loses the answer of a send. */
    private static final Duration TRUSTED_IDLE_TIME = Duration.ofSeconds(1);

    /** Set on a request's context when its connection stands and it is about to be written. */
    private static final String BEGUN = HttpTransport.class.getName() + ".begun";

    private final Optional<ProxyServer> proxy;
    private final CloseableHttpAsyncClient client;
    private final Set<Exchange> pending = ConcurrentHashMap.newKeySet();
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
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections(sslContext, connectTimeout))
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .setThreadFactory(threads)
                .setUserAgent("camel-graphmail")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorAfter(
                        ChainElement.CONNECT.name(), "begun", (request, entityProducer, scope, chain, callback) -> {
                            scope.clientContext.setAttribute(BEGUN, Boolean.TRUE);
                            chain.proceed(request, entityProducer, scope, callback);
                        })
                .addExecInterceptorBefore(
                        ChainElement.CONNECT.name(),
                        "unlogged",
                        (request, entityProducer, scope, chain, callback) ->
                                chain.proceed(request, entityProducer, unlogged(scope), callback))
                // The default one writes every byte to the wire log: client secrets, tokens and mails.
                .setIoSessionDecorator(session -> session);
        proxy.ifPresent(server -> through(server, builder));
        client = builder.build();
        client.start();
    }

    private static void through(ProxyServer proxy, HttpAsyncClientBuilder builder) {
        HttpHost host = new HttpHost(proxy.host(), proxy.port());
        builder.setProxy(host);
        proxy.login().ifPresent(login -> {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                            login.username(), login.password().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        });
    }

    private static AsyncExecChain.Scope unlogged(AsyncExecChain.Scope scope) {
        return new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                scope.cancellableDependency,
                scope.clientContext,
                new UnloggedExecRuntime(scope.execRuntime),
                scope.scheduler,
                scope.execCount);
    }

    private static PoolingAsyncClientConnectionManager connections(
            Optional<SSLContext> sslContext, Duration connectTimeout) {
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setValidateAfterInactivity(Timeout.of(TRUSTED_IDLE_TIME))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(connectTimeout))
                        .build());
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create();
        sslContext.ifPresent(tls::setSslContext);
        return connections.setTlsStrategy(tls.buildAsync()).build();
    }

    /** Makes the request. The stage completes never exceptionally, on any thread, which it should leave soon. */
    public CompletionStage<HttpOutcome> send(HttpCall call) {
        HttpClientContext context = HttpClientContext.create();
        Timeout timeout = Timeout.of(call.timeout());
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build());
        Exchange exchange = new Exchange(context, proxy);
        pending.add(exchange);
        exchange.outcome.whenComplete((outcome, failure) -> pending.remove(exchange));
        if (closed) {
            exchange.failed(closedFailure());
            return exchange.outcome;
        }
        if (call.secretPath()) {
            context.setAttribute(UnloggedExecRuntime.SECRET_PATH, pathAndQuery(call.uri()));
        }
        Future<?> request = client.execute(producer(call), SimpleResponseConsumer.create(), null, context, exchange);
        // An answer that drips in byte by byte keeps the socket's timeout from running out.
        exchange.deadline(call.timeout(), request);
        return exchange.outcome;
    }

    private static AsyncRequestProducer producer(HttpCall call) {
        URI shown = call.secretPath() ? call.uri().resolve("/***") : call.uri();
        HttpRequest request = new BasicHttpRequest(call.method(), shown);
        call.headers().forEach((name, value) -> request.addHeader(new UnloggedHeader(name, value)));
        AsyncEntityProducer content = call.contentType() == null
                ? null
                : new BasicAsyncEntityProducer(call.content(), ContentType.parse(call.contentType()));
        return new BasicRequestProducer(request, content);
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /**
     * Closes the connections. Every request that is under way ends, as one whose answer is lost or, when it was not
     * written yet, as not sent.
     */
    @Override
    public void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
        // The client forgets some of those whose connections it closes.
        pending.forEach(exchange -> exchange.failed(closedFailure()));
    }

    private static IOException closedFailure() {
        return new InterruptedIOException("The HTTP client is closed");
    }

    /** One request and what becomes of it. The first word on that counts. */
    private static final class Exchange implements FutureCallback<SimpleHttpResponse> {

        private final HttpClientContext context;
        private final Optional<ProxyServer> proxy;
        private final CompletableFuture<HttpOutcome> outcome = new CompletableFuture<>();

        private Exchange(HttpClientContext context, Optional<ProxyServer> proxy) {
            this.context = context;
            this.proxy = proxy;
        }

        /** Ends the request when it has not ended by itself in time. */
        private void deadline(Duration timeout, Future<?> request) {
            CompletableFuture<HttpOutcome> inTime = outcome.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
            inTime.exceptionally(late -> {
                failed(new SocketTimeoutException("No answer within " + timeout.toMillis() + " ms"));
                request.cancel(true);
                return null;
            });
        }

        @Override
        public void completed(SimpleHttpResponse response) {
            // An answer to the request for a tunnel, or one that only a proxy gives: nobody else has seen the request.
            if (proxy.isPresent() && (!isBegun() || response.getCode() == PROXY_AUTHENTICATION_REQUIRED)) {
                outcome.complete(new NothingSent(refusal(response.getCode())));
                return;
            }
            byte[] content = response.getBodyBytes();
            outcome.complete(
                    new Answered(response.getCode(), headers(response), content == null ? new byte[0] : content));
        }

        @Override
        public void failed(Exception failure) {
            IOException cause = failure instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
            boolean refusedUnread = failure instanceof RequestNotExecutedException;
            outcome.complete(isBegun() && !refusedUnread ? new AnswerLost(cause) : new NothingSent(cause));
        }

        private boolean isBegun() {
            return context.getAttribute(BEGUN) != null;
        }

        private IOException refusal(int status) {
            String what = "The proxy " + proxy.orElseThrow() + " (option proxyHost) answered " + status;
            return new IOException(
                    status == PROXY_AUTHENTICATION_REQUIRED
                            ? what + ": it wants another proxyUsername and proxyPassword, by the Basic or Digest scheme"
                            : what + ": it does not connect to this address");
        }

        @Override
        public void cancelled() {
            failed(new InterruptedIOException("The request was cancelled"));
        }

        private static Map<String, List<String>> headers(SimpleHttpResponse response) {
            Map<String, List<String>> headers = new HashMap<>();
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            return headers;
        }
    }
}
