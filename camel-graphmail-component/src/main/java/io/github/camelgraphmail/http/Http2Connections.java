package io.github.camelgraphmail.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.impl.DefaultAddressResolver;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2PrefaceHandler;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ProtocolNegotiationException;
import org.apache.hc.core5.http2.nio.pool.H2ConnPool;
import org.apache.hc.core5.http2.protocol.H2RequestConnControl;
import org.apache.hc.core5.http2.protocol.H2RequestContent;
import org.apache.hc.core5.http2.protocol.H2RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes requests over HTTP/2, several at a time on each of a few connections. A request that could not be written, be it
 * because the server does not speak HTTP/2, is handed to whoever can do without.
 *
 * <p>It stands on HttpCore: the client above that logs the payload of frames, has one connection for a host, and no way to
 * tell whether a request was begun.
 */
final class Http2Connections implements AutoCloseable {

    /**
     * Servers let about a hundred through on a connection. Fewer are better here: a connection that breaks loses the answers of
     * all that are under way on it.
     */
    private static final int CALLS_PER_CONNECTION = 32;

    private static final int IO_THREADS = 2;

    /** A connection that idled longer is asked whether it still stands. */
    private static final TimeValue TRUSTED_IDLE_TIME = TimeValue.ofSeconds(1);

    private static final Timeout LONGEST_IDLE_TIME = Timeout.ofMinutes(1);

    /** How long a server that does not speak HTTP/2 is not asked again. */
    private static final Duration WITHOUT = Duration.ofHours(1);

    /** How long a server is not asked again to which no connection came about. */
    private static final Duration UNREACHABLE = Duration.ofMinutes(1);

    private final DefaultConnectingIOReactor reactor;
    private final TlsStrategy tls;
    private final Timeout connectTimeout;
    private final Consumer<PendingCall> otherwise;
    private final Http2Refusals refusals = new Http2Refusals(new ServerWishes());

    // All are guarded by this.
    private final Map<HttpHost, List<Lane>> lanes = new HashMap<>();
    private final Map<HttpHost, Long> avoidedUntil = new HashMap<>();
    private boolean closed;

    /** @param otherwise takes the requests that can't be made in this way; nothing of them was sent */
    Http2Connections(TlsStrategy tls, Duration connectTimeout, ThreadFactory threads, Consumer<PendingCall> otherwise) {
        this.tls = tls;
        this.connectTimeout = Timeout.of(connectTimeout);
        this.otherwise = otherwise;
        ClientH2StreamMultiplexerFactory streams =
                new ClientH2StreamMultiplexerFactory(processor(), null, config(), CharCodingConfig.DEFAULT, refusals);
        reactor = new DefaultConnectingIOReactor(
                (session, attachment) -> new ClientH2PrefaceHandler(session, streams, true, null),
                IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build(),
                threads,
                GatheringSession::around,
                null,
                null,
                session -> session.enqueue(new ShutdownCommand(CloseMode.GRACEFUL), Command.Priority.IMMEDIATE));
        reactor.start();
    }

    /**
     * Huffman's code would make what is new in the head of each mail, its id above all, ten bytes shorter. It costs more than to send
     * these.
     */
    private static H2Config config() {
        return H2Config.custom()
                .setPushEnabled(false)
                .setCompressionEnabled(false)
                .build();
    }

    /** HttpCore's own, but for the one that has each request wait until the server wants its content. */
    private static HttpProcessor processor() {
        return HttpProcessorBuilder.create()
                .addAll(
                        H2RequestTargetHost.INSTANCE,
                        H2RequestContent.INSTANCE,
                        H2RequestConnControl.INSTANCE,
                        new RequestUserAgent(HttpTransport.USER_AGENT))
                .build();
    }

    /** One connection to a host, made again when it has gone. */
    private final class Lane {

        private final HttpHost host;
        private final H2ConnPool connection = new H2ConnPool(reactor, DefaultAddressResolver.INSTANCE, tls);
        private volatile Http2Entrance entrance;

        // All are guarded by the connections.
        private int limit = CALLS_PER_CONNECTION;
        private int calls;
        private boolean retired;

        private Lane(HttpHost host) {
            this.host = host;
            connection.setValidateAfterInactivity(TRUSTED_IDLE_TIME);
        }

        private boolean isOn(String id) {
            Http2Entrance current = entrance;
            return current != null && current.session().getId().equals(id);
        }

        /** The connection, when it has been in use lately: then there is nothing to ask the pool, which has a lock for all. */
        private Optional<Http2Entrance> standing() {
            Http2Entrance current = entrance;
            if (current == null || !current.session().isOpen()) {
                return Optional.empty();
            }
            IOSession session = current.session();
            long lastUse = Math.min(session.getLastReadTime(), session.getLastWriteTime());
            boolean trusted = System.currentTimeMillis() - lastUse < TRUSTED_IDLE_TIME.toMilliseconds();
            return trusted ? Optional.of(current) : Optional.empty();
        }

        private synchronized Http2Entrance entrance(IOSession session) {
            Http2Entrance current = entrance;
            if (current == null || current.session() != session) {
                current = new Http2Entrance(session);
                entrance = current;
            }
            return current;
        }

        /** What is not answered in time is the calls' own business. */
        private void expect(Timeout silence) {
            Http2Entrance current = entrance;
            if (current != null) {
                current.session().setSocketTimeout(silence);
            }
        }
    }

    void send(PendingCall pending) {
        HttpHost host = pending.call().target().host();
        Optional<Lane> lane = enter(host);
        if (lane.isEmpty()) {
            otherwise.accept(pending);
            return;
        }
        Http2Exchange exchange = new Http2Exchange(pending, refusals);
        exchange.whenWithdrawn(cause -> without(host, exchange.isConnected(), pending, cause));
        pending.outcome().thenAccept(outcome -> leave(lane.get()));
        // The server hears nothing of that: a stream whose request was written in full can't be taken back.
        pending.whenLate(() -> retire(lane.get()), exchange::abandon);
        Optional<Http2Entrance> standing = lane.get().standing();
        if (standing.isPresent()) {
            run(exchange, lane.get(), standing.get());
        } else {
            connect(exchange, lane.get());
        }
    }

    private void connect(Http2Exchange exchange, Lane lane) {
        lane.connection.getSession(lane.host, connectTimeout, new FutureCallback<>() {
            @Override
            public void completed(IOSession session) {
                run(exchange, lane, lane.entrance(session));
            }

            @Override
            public void failed(Exception cause) {
                exchange.failed(cause);
            }

            @Override
            public void cancelled() {
                exchange.cancel();
            }
        });
    }

    private static void run(Http2Exchange exchange, Lane lane, Http2Entrance entrance) {
        lane.expect(Timeout.DISABLED);
        entrance.enter(exchange);
    }

    private synchronized Optional<Lane> enter(HttpHost host) {
        Long avoided = avoidedUntil.get(host);
        if (closed || avoided != null && avoided - System.nanoTime() > 0) {
            return Optional.empty();
        }
        avoidedUntil.remove(host);
        List<Lane> ofHost = lanes.computeIfAbsent(host, absent -> new ArrayList<>());
        // The first that has room, so that connections that are not needed become idle and go.
        for (Lane lane : ofHost) {
            if (lane.calls < lane.limit) {
                if (lane.calls == 0) {
                    // For the answer to the question whether it still stands.
                    lane.expect(connectTimeout);
                }
                lane.calls++;
                return Optional.of(lane);
            }
        }
        Lane lane = new Lane(host);
        lane.calls = 1;
        ofHost.add(lane);
        return Optional.of(lane);
    }

    private void leave(Lane lane) {
        synchronized (this) {
            lane.calls--;
        }
        settle(lane);
    }

    /** Nothing else begins on the connection; what is under way on it may end there. */
    private void retire(Lane lane) {
        synchronized (this) {
            lane.retired = true;
            lanes.get(lane.host).remove(lane);
        }
        settle(lane);
    }

    /** What is not needed any more goes at once, what is not needed at the moment after a while. */
    private void settle(Lane lane) {
        synchronized (this) {
            if (lane.calls > 0) {
                return;
            }
            if (!lane.retired) {
                lane.expect(LONGEST_IDLE_TIME);
                return;
            }
        }
        lane.connection.close(CloseMode.IMMEDIATE);
    }

    private synchronized List<Lane> lanesOn(String session) {
        return lanes.values().stream()
                .flatMap(List::stream)
                .filter(lane -> lane.isOn(session))
                .toList();
    }

    private final class ServerWishes implements Http2Refusals.Listener {

        @Override
        public void closing(String session) {
            lanesOn(session).forEach(Http2Connections.this::retire);
        }

        @Override
        public void limited(String session, int requests) {
            synchronized (Http2Connections.this) {
                lanesOn(session).forEach(lane -> lane.limit = Math.max(1, Math.min(requests, CALLS_PER_CONNECTION)));
            }
        }
    }

    /** Nothing of it was sent. */
    private void without(HttpHost host, boolean connected, PendingCall pending, Exception cause) {
        if (cause instanceof ProtocolNegotiationException) {
            avoid(host, WITHOUT);
        } else if (!connected) {
            avoid(host, UNREACHABLE);
        }
        if (!pending.isDone()) {
            otherwise.accept(pending);
        }
    }

    private synchronized void avoid(HttpHost host, Duration length) {
        avoidedUntil.put(host, System.nanoTime() + length.toNanos());
    }

    /** Ends the connections, with what is under way on them. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        reactor.close(CloseMode.IMMEDIATE);
    }
}
