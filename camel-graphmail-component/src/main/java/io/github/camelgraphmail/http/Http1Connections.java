package io.github.camelgraphmail.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.async.AsyncExecChain;
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
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes requests over HTTP/1.1, one at a time on each connection, through a proxy where there is one. */
final class Http1Connections implements AutoCloseable {

    /** A connection carries one request, so this bounds the requests in flight of all mailboxes. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final int IO_THREADS = 2;

    /** A connection that idled longer is asked whether it still stands: one that died loses the answer of a send. */
    private static final Duration TRUSTED_IDLE_TIME = Duration.ofSeconds(1);

    private static final String PENDING = PendingCall.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(Http1Connections.class);

    private final CloseableHttpAsyncClient client;
    private volatile boolean closed;

    Http1Connections(TlsStrategy tls, Optional<ProxyServer> proxy, Duration connectTimeout, ThreadFactory threads) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
                                .setValidateAfterInactivity(Timeout.of(TRUSTED_IDLE_TIME))
                                .build())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .setHandshakeTimeout(Timeout.of(connectTimeout))
                                .build())
                        .setTlsStrategy(tls)
                        .build())
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .setThreadFactory(threads)
                .setUserAgent(HttpTransport.USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorAfter(
                        ChainElement.CONNECT.name(), "begun", (request, entityProducer, scope, chain, callback) -> {
                            PendingCall pending = (PendingCall) scope.clientContext.getAttribute(PENDING);
                            if (pending.begin()) {
                                chain.proceed(request, entityProducer, scope, callback);
                            } else {
                                callback.failed(new RequestNotExecutedException());
                            }
                        })
                .addExecInterceptorBefore(
                        ChainElement.CONNECT.name(),
                        "unlogged",
                        (request, entityProducer, scope, chain, callback) ->
                                chain.proceed(request, entityProducer, unlogged(scope), callback))
                .setIoReactorExceptionCallback(this::failed)
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

    void send(PendingCall pending) {
        HttpCall call = pending.call();
        HttpClientContext context = HttpClientContext.create();
        Timeout timeout = Timeout.of(call.timeout());
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build());
        context.setAttribute(PENDING, pending);
        if (call.target().secret()) {
            context.setAttribute(UnloggedExecRuntime.SECRET_PATH, call.target().path());
        }
        Future<?> request = client.execute(producer(call), new AnswerConsumer(), null, context, pending);
        // An answer that drips in byte by byte keeps the socket's timeout from running out.
        pending.whenLate(() -> {}, () -> request.cancel(true));
    }

    private static AsyncRequestProducer producer(HttpCall call) {
        HttpRequest request = new BasicHttpRequest(
                call.method(), call.target().host(), call.target().shownPath());
        call.headers().forEach((name, value) -> request.addHeader(new UnloggedHeader(name, value)));
        AsyncEntityProducer content =
                call.content().length() == 0 ? null : new SlicedContent(call.content(), call.contentType());
        return new BasicRequestProducer(request, content);
    }

    /** What is cut off when the client is closed comes to nothing in several ways, none of them anybody's business. */
    private void failed(Exception cause) {
        if (closed) {
            LOG.debug("Something went on while the HTTP client was closed", cause);
        } else {
            LOG.error("A thread for input and output has failed", cause);
        }
    }

    @Override
    public void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
    }
}
