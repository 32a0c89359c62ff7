package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.ClientSecretIdentity;
import io.github.camelgraphmail.auth.ClientSecretTokens;
import io.github.camelgraphmail.auth.TokenSource;
import io.github.camelgraphmail.delivery.MailDelivery;
import io.github.camelgraphmail.delivery.MailboxGate;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * What the endpoints of a component share: threads, connections, access tokens and the gate. Endpoints that connect in
 * the same way have one HTTP client, endpoints that sign in as the same application one token.
 */
final class GraphMailServices implements AutoCloseable {

    private static final int SENDING_THREADS = 2;
    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final int SIGN_IN_THREADS = 4;

    /** The size of a queue: Camel's default of 1000 would refuse, or run on the caller, what is more. */
    private static final int UNBOUNDED = -1;

    /** No queue: a step of the route that waits for another mail must not keep that mail's thread from it. */
    private static final int HAND_OFF = 0;

    private final CamelContext context;
    private final ExecutorServiceManager executors;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer;
    private final ExecutorService sending;
    private final ExecutorService completions;
    private final ExecutorService signIn;
    private final MailboxGate gate;
    private final Map<TransportSettings, HttpTransport> transports = new ConcurrentHashMap<>();
    private final Map<TokenSettings, TokenSource> tokens = new ConcurrentHashMap<>();

    GraphMailServices(CamelContext context) {
        this.context = context;
        this.executors = context.getExecutorServiceManager();
        this.timer = executors.newScheduledThreadPool(this, "GraphMailTimer", pool(1, 1, UNBOUNDED));
        this.sending =
                executors.newThreadPool(this, "GraphMailSending", pool(SENDING_THREADS, SENDING_THREADS, UNBOUNDED));
        this.completions = executors.newThreadPool(this, "GraphMailCompletion", pool(1, Integer.MAX_VALUE, HAND_OFF));
        this.signIn =
                executors.newThreadPool(this, "GraphMailSignIn", pool(SIGN_IN_THREADS, SIGN_IN_THREADS, UNBOUNDED));
        this.gate =
                new MailboxGate((wait, task) -> timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS), sending);
    }

    /** How connections are made; endpoints with equal settings share them. */
    private record TransportSettings(SSLContextParameters tls, Duration connectTimeout) {}

    /** Whose token for what; endpoints with equal settings share it. The identity is a bean or one of ours. */
    private record TokenSettings(Object identity, String scope, TransportSettings transport) {}

    /**
     * Where the route goes on after a mail was sent or failed. When the component stops it is the thread that found out:
     * no exchange is left without an end.
     */
    Executor completions() {
        return task -> {
            try {
                completions.execute(task);
            } catch (RejectedExecutionException stopped) {
                task.run();
            }
        };
    }

    private static ThreadPoolProfile pool(int threads, int maxThreads, int queue) {
        ThreadPoolProfile profile = new ThreadPoolProfile();
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(maxThreads);
        profile.setMaxQueueSize(queue);
        profile.setKeepAliveTime(KEEP_ALIVE_SECONDS);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(false);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    MailDelivery delivery(EndpointSettings settings) {
        TransportSettings transportSettings =
                new TransportSettings(settings.sslContextParameters(), settings.connectTimeout());
        HttpTransport transport = transports.computeIfAbsent(transportSettings, this::transport);
        GraphClient graph = new GraphClient(
                transport,
                settings.graphEndpoint(),
                tokenSource(settings, transportSettings, transport),
                settings.requestTimeout(),
                clock);
        return new MailDelivery(graph, gate, clock, settings.delivery());
    }

    private TokenSource tokenSource(
            EndpointSettings settings, TransportSettings transportSettings, HttpTransport transport) {
        String scope = scope(settings.graphEndpoint());
        return settings.accessTokenProvider()
                .map(provider -> tokens.computeIfAbsent(
                        new TokenSettings(provider, scope, null),
                        key -> new TokenSource(provider, scope, settings.requestTimeout(), clock)))
                .orElseGet(() -> {
                    ClientSecretIdentity identity = settings.identity();
                    return tokens.computeIfAbsent(
                            new TokenSettings(identity, scope, transportSettings),
                            key -> new TokenSource(
                                    new ClientSecretTokens(identity, transport, signIn, settings.requestTimeout()),
                                    scope,
                                    settings.requestTimeout().multipliedBy(2),
                                    clock));
                });
    }

    private static String scope(URI graphEndpoint) {
        return graphEndpoint + "/.default";
    }

    private HttpTransport transport(TransportSettings settings) {
        return new HttpTransport(
                Optional.ofNullable(settings.tls()).map(this::sslContext),
                settings.connectTimeout(),
                task -> executors.newThread("GraphMailIO", task));
    }

    private SSLContext sslContext(SSLContextParameters parameters) {
        try {
            return parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeCamelException(
                    "sslContextParameters: no TLS settings could be made of it: " + e.getMessage(), e);
        }
    }

    /** Fails the mails that wait, since they were not sent, and ends the connections of those in flight. */
    @Override
    public void close() {
        gate.close();
        transports.values().forEach(HttpTransport::close);
        executors.shutdownNow(timer);
        executors.shutdown(signIn);
        executors.shutdown(sending);
        executors.shutdownGraceful(completions);
    }
}
