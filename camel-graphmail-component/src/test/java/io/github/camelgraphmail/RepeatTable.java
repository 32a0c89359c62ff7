package io.github.camelgraphmail;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.slf4j.LoggerFactory;

/** Sends mails to a Graph of WireMock's, each of a mailbox that plays its row, many at a time. */
final class RepeatTable implements AutoCloseable {

    /** How the exchange is handed over. */
    enum Style {
        SYNC,
        ASYNC
    }

    /** A mail that is under way, or was. */
    static final class Play {

        private final RepeatRow row;
        private final RepeatStep step;
        private final Style style;
        private final RepeatMailbox mailbox;
        private final Optional<FaultyWire> wire;
        private final List<TokenRequest> tokens = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        private final AtomicInteger callbacks = new AtomicInteger();

        private Play(RepeatRow row, RepeatStep step, Style style, RepeatMailbox mailbox, Optional<FaultyWire> wire) {
            this.row = row;
            this.step = step;
            this.style = style;
            this.mailbox = mailbox;
            this.wire = wire;
        }

        RepeatRow row() {
            return row;
        }

        RepeatStep step() {
            return step;
        }

        Style style() {
            return style;
        }

        RepeatMailbox mailbox() {
            return mailbox;
        }

        Optional<FaultyWire> wire() {
            return wire;
        }

        /** Which tokens were asked for. */
        List<TokenRequest> tokens() {
            return tokens;
        }

        /** Completes when the mail has ended. */
        CompletableFuture<Exchange> exchange() {
            return exchange;
        }

        /** How often the end was told to whom it may concern, where that is by a callback. */
        int callbacks() {
            return callbacks.get();
        }

        private void called(Exchange ended) {
            callbacks.incrementAndGet();
            exchange.complete(ended);
        }

        @Override
        public String toString() {
            return step + ", " + row + ", " + style;
        }
    }

    private static final String STORE_PASSWORD = "password";

    /** Large attachments at a time: each is in memory more than once. */
    private static final int LARGE_AT_A_TIME = 60;

    /** For rows that stall; long enough for a busy machine to give the other answers in time. */
    private static final int SHORT_TIMEOUT = 7_000;

    private static final String MAILS_WAIT = "Mails wait";

    private final WireMockServer graph;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore large = new Semaphore(LARGE_AT_A_TIME);
    private final Map<String, RepeatMailbox> mailboxes = new ConcurrentHashMap<>();
    private final Map<Integer, FaultyWire> wires = new ConcurrentHashMap<>();
    private final Map<Integer, byte[]> contents = new ConcurrentHashMap<>();
    private final Logger outages = (Logger) LoggerFactory.getLogger("io.github.camelgraphmail.delivery.OutageLog");
    private final Refusals refusals = new Refusals();
    private final AtomicInteger names = new AtomicInteger();

    /** @param folder for key stores */
    RepeatTable(Path folder) throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.create();
        Path key = Files.write(folder.resolve("graph.p12"), certificate.keyStore(STORE_PASSWORD));
        Path trust = folder.resolve("trust.p12");
        certificate.writeTrustStore(trust);
        graph = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .http2TlsDisabled(true)
                .keystorePath(key.toString())
                .keystoreType("PKCS12")
                .keystorePassword(STORE_PASSWORD)
                .keyManagerPassword(STORE_PASSWORD)
                .jettyAcceptQueueSize(1_000)
                // With a length, so that half an answer can be told from a whole one.
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .disableRequestJournal()
                .extensions(new Mailboxes()));
        graph.start();
        graph.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
        context.getRegistry().bind("trust", trusting(trust));
        context.start();
        template = context.createProducerTemplate(2_000);
        template.start();
        refusals.start();
        outages.addAppender(refusals);
    }

    private static SSLContextParameters trusting(Path file) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setType("PKCS12");
        store.setPassword(LoopbackCertificate.TRUSTSTORE_PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    /** Each request of a mailbox is answered by it. */
    private final class Mailboxes implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String name = URI.create(event.getRequest().getUrl()).getPath().split("/")[3];
            return mailboxes.get(name).answer(event.getRequest());
        }

        @Override
        public String getName() {
            return "mailboxes";
        }
    }

    /** A refused connection leaves no trace at the server, but the component says that mails wait, and for whom. */
    private final class Refusals extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            if (!message.startsWith(MAILS_WAIT)) {
                return;
            }
            wires.forEach((port, wire) -> {
                if (message.contains(":" + port)) {
                    try {
                        wire.refused();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    /** Sends a mail whose first request of the step's kind meets the row. Waits only for others with large attachments. */
    Play play(RepeatRow row, RepeatStep step, Style style) throws Exception {
        return play(row, step, style, "");
    }

    /** @param options more of the endpoint's, each after an ampersand */
    Play play(RepeatRow row, RepeatStep step, Style style, String options) throws Exception {
        RepeatMailbox mailbox = new RepeatMailbox(
                "box" + names.incrementAndGet() + "@contoso.com",
                row,
                step.kind(),
                row.wire().isPresent());
        mailboxes.put(mailbox.name(), mailbox);
        int server = row.isOfTls() ? graph.httpsPort() : graph.port();
        Optional<FaultyWire> wire = Optional.empty();
        if (row.wire().isPresent()) {
            // Over TLS the first connection tells that the server does not speak HTTP/2.
            int connection = step.number() + (row.isOfTls() ? 1 : 0);
            wire = Optional.of(new FaultyWire(row.wire().get(), connection, server, threads));
            wires.put(wire.get().port(), wire.get());
        }
        mailbox.isAt((row.isOfTls() ? "https" : "http") + "://127.0.0.1:"
                + wire.map(FaultyWire::port).orElse(server));
        Play play = new Play(row, step, style, mailbox, wire);
        String more = options
                + (row.isStalled() ? "&requestTimeout=" + SHORT_TIMEOUT : "")
                + (row.isOfTls() ? "&sslContextParameters=#trust" : "");
        send(play, more);
        return play;
    }

    /** Sends one more mail of a mailbox, in the same way. */
    Play another(Play first, String options) throws Exception {
        Play play = new Play(first.row, first.step, first.style, first.mailbox, first.wire);
        send(play, options);
        return play;
    }

    private void send(Play play, String more) throws Exception {
        RepeatMailbox mailbox = play.mailbox();
        String tokens = "tokens" + names.incrementAndGet();
        context.getRegistry().bind(tokens, (AccessTokenProvider) request -> {
            play.tokens().add(request);
            return CompletableFuture.completedFuture(new AccessToken(
                    tokens + "-" + play.tokens().size(), Instant.now().plusSeconds(3600)));
        });
        // On one thread, as in a route: the registry is for one at a time.
        Endpoint endpoint = context.getEndpoint("graphmail:" + mailbox.name() + "?to=ops@contoso.com&"
                + play.step().options() + "&graphEndpoint=" + mailbox.address() + "&accessTokenProvider=#" + tokens
                + more);
        if (play.step().attachment() > 1_000_000) {
            large.acquire();
            play.exchange().whenComplete((ended, failure) -> large.release());
        }
        if (play.style() == Style.SYNC) {
            threads.execute(() -> {
                try {
                    play.exchange().complete(template.send(endpoint, exchange -> compose(exchange, play.step())));
                } catch (RuntimeException e) {
                    play.exchange().completeExceptionally(e);
                }
            });
        } else {
            sendAsync(endpoint, play);
        }
    }

    private void sendAsync(Endpoint endpoint, Play play) throws Exception {
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        Exchange exchange = endpoint.createExchange();
        compose(exchange, play.step());
        boolean doneSync = producer.process(exchange, sync -> play.called(exchange));
        if (doneSync) {
            play.exchange().completeExceptionally(new AssertionError("The caller's thread was kept"));
        }
    }

    private void compose(Exchange exchange, RepeatStep step) {
        exchange.getMessage().setBody("text");
        if (step.attachment() > 0) {
            byte[] content = contents.computeIfAbsent(step.attachment(), byte[]::new);
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment(
                            "a.bin", new DataHandler(new ByteArrayDataSource(content, "application/octet-stream")));
        }
    }

    @Override
    public void close() throws IOException {
        outages.detachAppender(refusals);
        template.stop();
        context.stop();
        for (FaultyWire wire : wires.values()) {
            wire.close();
        }
        graph.stop();
        threads.shutdownNow();
    }
}
