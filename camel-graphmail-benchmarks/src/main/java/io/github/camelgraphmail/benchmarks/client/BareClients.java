package io.github.camelgraphmail.benchmarks.client;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/** HttpClient without what a sender of mail does not want: repeating, redirects, cookies. */
final class BareClients {

    /** What a server lets a connection carry at a time where it says nothing else. */
    private static final int STREAMS_PER_CONNECTION = 100;

    private final TlsStrategy tls;

    BareClients(ServerAccess server) {
        this.tls = ClientTlsStrategyBuilder.create()
                .setSslContext(server.sslContext())
                .buildAsync();
    }

    /** A client has one connection, so there is one for each hundred requests. */
    List<CloseableHttpAsyncClient> http2(int inFlight) {
        int connections = (inFlight + STREAMS_PER_CONNECTION - 1) / STREAMS_PER_CONNECTION;
        return Stream.generate(this::http2).limit(connections).toList();
    }

    private CloseableHttpAsyncClient http2() {
        CloseableHttpAsyncClient client = H2AsyncClientBuilder.create()
                .setTlsStrategy(tls)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
        return client;
    }

    /** One client with a connection for each request. */
    List<CloseableHttpAsyncClient> http1(int inFlight) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(inFlight)
                        .setMaxConnPerRoute(inFlight)
                        .setTlsStrategy(tls)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
        return List.of(client);
    }
}
