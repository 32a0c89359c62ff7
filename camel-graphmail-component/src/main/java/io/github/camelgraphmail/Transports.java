package io.github.camelgraphmail;

import io.github.camelgraphmail.http.HttpTransport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The HTTP clients of a component: one for each way of making connections. */
final class Transports implements AutoCloseable {

    private final CamelContext context;
    private final ExecutorServiceManager executors;
    private final Map<TransportSettings, HttpTransport> transports = new ConcurrentHashMap<>();

    Transports(CamelContext context) {
        this.context = context;
        this.executors = context.getExecutorServiceManager();
    }

    HttpTransport get(TransportSettings settings) {
        return transports.computeIfAbsent(
                settings,
                absent -> new HttpTransport(
                        settings.tls().map(this::sslContext),
                        settings.proxy(),
                        settings.connectTimeout(),
                        task -> executors.newThread("GraphMailIO", task)));
    }

    private SSLContext sslContext(SSLContextParameters parameters) {
        try {
            return parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeCamelException(
                    "sslContextParameters: no TLS settings could be made of it: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        transports.values().forEach(HttpTransport::close);
    }
}
