package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.http.HttpOutcome.AnswerLost;
import io.github.camelgraphmail.http.HttpOutcome.Answered;
import io.github.camelgraphmail.http.HttpOutcome.NothingSent;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over HTTP/2, to a server that can be told how to end them. */
class Http2Test {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "password";
    private static final int REFUSED_STREAM = 7;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<HttpServerRequest> requests = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HttpVersion> versions = new ConcurrentLinkedQueue<>();
    private LoopbackCertificate certificate;
    private HttpTransport transport;
    private HttpServer server;

    @BeforeEach
    void trust() throws IOException, GeneralSecurityException {
        certificate = LoopbackCertificate.create();
        Path store = folder.resolve("trust.p12");
        certificate.writeTrustStore(store);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(store.toFile(), LoopbackCertificate.TRUSTSTORE_PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        transport = new HttpTransport(Optional.of(context), Optional.empty(), LIMIT, Thread::new);
    }

    @AfterEach
    void stop() {
        transport.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** @param http2 whether the server speaks it */
    private void serve(boolean http2, Handler<HttpServerRequest> handler) {
        serve(http2, 100, handler);
    }

    private void serve(boolean http2, long atATime, Handler<HttpServerRequest> handler) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(http2)
                        .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(atATime))
                        .setKeyCertOptions(new PfxOptions()
                                .setValue(Buffer.buffer(certificate.keyStore(PASSWORD)))
                                .setPassword(PASSWORD)))
                .connectionHandler(connections::add)
                .requestHandler(request -> {
                    versions.add(request.version());
                    handler.handle(request);
                });
        server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<HttpOutcome> send(int bytes, Duration timeout) {
        return send("Bearer t", bytes, timeout);
    }

    private CompletableFuture<HttpOutcome> send(String authorization, int bytes, Duration timeout) {
        return send(server.actualPort(), authorization, bytes, timeout);
    }

    private CompletableFuture<HttpOutcome> send(int port, String authorization, int bytes, Duration timeout) {
        HttpCall call = new HttpCall(
                "POST",
                HttpTarget.of(URI.create("https://localhost:" + port + "/mail")),
                Map.of("Authorization", authorization),
                "application/json",
                new byte[bytes],
                timeout);
        return transport.send(call).toCompletableFuture();
    }

    private static void accept(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response()
                .setStatusCode(202)
                .putHeader("request-id", "r")
                .end());
    }

    @Test
    void sendsSmallRequestsOverHttp2AndLargeOnesOverHttp1() {
        serve(true, Http2Test::accept);

        assertAccepted(send(1000, LIMIT));
        assertAccepted(send(0, LIMIT));
        assertAccepted(send(100_000, LIMIT));

        assertThat(versions).containsExactly(HttpVersion.HTTP_2, HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);
    }

    @Test
    void makesOneTlsRecordOfAMail() {
        serve(true, Http2Test::accept);
        RecordCounter counter = new RecordCounter(vertx, server.actualPort());
        for (int i = 0; i < 3; i++) {
            assertAccepted(send(counter.port(), "Bearer t", 1000, LIMIT));
        }
        int before = counter.records();

        for (int i = 0; i < 10; i++) {
            assertAccepted(send(counter.port(), "Bearer t", 1000, LIMIT));
        }

        assertThat(counter.records() - before).isEqualTo(10);
    }

    @Test
    void sendsOverHttp1WhereTheServerSpeaksNothingElse() {
        serve(false, Http2Test::accept);

        List<CompletableFuture<HttpOutcome>> all =
                IntStream.range(0, 50).mapToObj(i -> send(1000, LIMIT)).toList();

        all.forEach(Http2Test::assertAccepted);
        assertThat(versions).hasSize(50).containsOnly(HttpVersion.HTTP_1_1);
    }

    @Test
    void sharesConnectionsAndBoundsWhatOneCanLose() {
        serve(true, requests::add);

        List<CompletableFuture<HttpOutcome>> all =
                IntStream.range(0, 100).mapToObj(i -> send(1000, LIMIT)).toList();
        await(100);
        requests.forEach(request -> request.response().setStatusCode(202).end());

        all.forEach(Http2Test::assertAccepted);
        assertThat(connections).hasSize(4);
    }

    @Test
    void hasLostTheAnswersOfAConnectionThatBreaks() {
        serve(true, requests::add);
        List<CompletableFuture<HttpOutcome>> all =
                IntStream.range(0, 5).mapToObj(i -> send(1000, LIMIT)).toList();
        await(5);

        connections.forEach(HttpConnection::close);

        assertThat(all)
                .allSatisfy(call -> assertThat(call).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class));
    }

    @Test
    void hasSentNothingWhereTheServerRefusesTheStream() {
        serve(true, request -> request.response().reset(REFUSED_STREAM));

        assertThat(send(1000, LIMIT)).succeedsWithin(LIMIT).isInstanceOf(NothingSent.class);
        assertThat(versions).containsExactly(HttpVersion.HTTP_2);
    }

    @Test
    void hasLostTheAnswerWhereTheServerBreaksTheStreamOff() {
        serve(true, request -> request.response().reset(2));

        assertThat(send(1000, LIMIT)).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class);
    }

    /** A server that closes a connection says up to where it has looked at requests. */
    @Test
    void hasSentNothingOfWhatAClosingServerDidNotLookAt() {
        serve(true, requests::add);
        CompletableFuture<HttpOutcome> first = send(1000, LIMIT);
        await(1);
        CompletableFuture<HttpOutcome> second = send(1000, LIMIT);
        await(2);
        HttpConnection connection = connections.iterator().next();

        connection.goAway(0, 1);

        assertThat(second).succeedsWithin(LIMIT).isInstanceOf(NothingSent.class);
        requests.peek().response().setStatusCode(202).end();
        assertAccepted(first);
    }

    /** Where it ends with an error, nobody knows what became of those that it has looked at. */
    @Test
    void hasLostTheAnswersThatAServerBreaksOff() {
        serve(true, requests::add);
        CompletableFuture<HttpOutcome> call = send(1000, LIMIT);
        await(1);

        connections.iterator().next().goAway(REFUSED_STREAM, 1);

        assertThat(call).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class);
    }

    @Test
    void takesMoreConnectionsWhereTheServerAllowsLittleOnEach() {
        serve(true, 2, requests::add);
        List<CompletableFuture<HttpOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(send(1000, LIMIT));
            await(i + 1);
        }

        requests.forEach(request -> request.response().setStatusCode(202).end());

        all.forEach(Http2Test::assertAccepted);
        assertThat(connections).hasSize(3);
    }

    @Test
    void leavesOtherRequestsAloneWhenOneThatWaitsIsLate() {
        serve(true, 2, requests::add);
        CompletableFuture<HttpOutcome> first = send(1000, LIMIT);
        CompletableFuture<HttpOutcome> second = send(1000, LIMIT);
        // The three begin before the server has said how many it allows, so that this one waits on the connection.
        CompletableFuture<HttpOutcome> late = send(1000, Duration.ofMillis(1500));
        await(2);
        assertThat(late).succeedsWithin(LIMIT).isInstanceOf(NothingSent.class);

        requests.remove().response().setStatusCode(202).end();
        assertThat(CompletableFuture.anyOf(first, second)).succeedsWithin(LIMIT).isInstanceOf(Answered.class);
        requests.remove().response().setStatusCode(202).end();

        assertAccepted(first);
        assertAccepted(second);
        assertThat(versions).hasSize(2);
    }

    @Test
    void endsLateRequestsAlthoughTheCommonPoolIsBusy() {
        serve(true, requests::add);
        CountDownLatch held = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        assertThat(send(1000, Duration.ofSeconds(1))).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class);
        held.countDown();
    }

    @Test
    void beginsNothingOnAConnectionThatTheServerCloses() {
        serve(true, requests::add);
        CompletableFuture<HttpOutcome> first = send(1000, LIMIT);
        await(1);
        connections.iterator().next().goAway(0, 1);

        // The other side hears of it some time; until then requests may still come on this connection.
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            CompletableFuture<HttpOutcome> next = send(1000, LIMIT);
            assertThat(next).satisfiesAnyOf(call -> assertThat(call).isNotCompleted(), call -> assertThat(call.join())
                    .isInstanceOf(NothingSent.class));
            assertThat(connections).hasSize(2);
        });
        requests.forEach(request -> request.response().setStatusCode(202).end());

        assertAccepted(first);
    }

    @Test
    void leavesAConnectionWhoseServerDoesNotAnswer() {
        serve(true, requests::add);

        assertThat(send(1000, Duration.ofSeconds(2))).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class);
        CompletableFuture<HttpOutcome> next = send(1000, LIMIT);
        await(2);
        requests.forEach(request -> request.response().setStatusCode(202).end());

        assertAccepted(next);
        assertThat(connections).hasSize(2);
    }

    @Test
    void endsWhatIsUnderWayWhenItIsClosed() {
        serve(true, requests::add);
        List<CompletableFuture<HttpOutcome>> all =
                IntStream.range(0, 5).mapToObj(i -> send(1000, LIMIT)).toList();
        await(5);

        transport.close();

        assertThat(all)
                .allSatisfy(call -> assertThat(call).succeedsWithin(LIMIT).isInstanceOf(AnswerLost.class));
        assertThat(send(1000, LIMIT)).succeedsWithin(LIMIT).isInstanceOf(NothingSent.class);
    }

    /** Refused streams, broken ones, closed and closing connections, and answers that never come, while many send at once. */
    @Test
    void tellsTheTruthAboutEachRequestWhateverBecomesOfConnections() {
        int calls = 2000;
        Random random = new Random(5);
        Map<String, Integer> accepted = new ConcurrentHashMap<>();
        serve(true, request -> endSomehow(request, random.nextInt(400), accepted));

        Map<String, HttpOutcome> outcomes = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(calls);
        for (int i = 0; i < 64; i++) {
            sendOneAfterTheOther(next, calls, outcomes, ended);
        }
        Awaitility.await().atMost(LIMIT.multipliedBy(3)).until(() -> ended.getCount() == 0);

        assertThat(accepted).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        assertThat(outcomes).hasSize(calls).allSatisfy((id, outcome) -> {
            if (outcome instanceof Answered) {
                assertThat(accepted).containsKey(id);
            } else if (outcome instanceof NothingSent) {
                assertThat(accepted).doesNotContainKey(id);
            }
        });
        assertThat(outcomes.values()).hasAtLeastOneElementOfType(Answered.class);
        assertThat(outcomes.values()).hasAtLeastOneElementOfType(NothingSent.class);
        assertThat(outcomes.values()).hasAtLeastOneElementOfType(AnswerLost.class);
    }

    private void sendOneAfterTheOther(
            AtomicInteger next, int last, Map<String, HttpOutcome> outcomes, CountDownLatch ended) {
        int number = next.getAndIncrement();
        if (number < last) {
            send("id-" + number, 1000, Duration.ofSeconds(2)).thenAcceptAsync(outcome -> {
                outcomes.put("id-" + number, outcome);
                ended.countDown();
                sendOneAfterTheOther(next, last, outcomes, ended);
            });
        }
    }

    private static void endSomehow(HttpServerRequest request, int how, Map<String, Integer> accepted) {
        switch (how) {
            case 0 -> request.connection().close();
            case 1 -> request.connection().goAway(0);
            case 2, 3 -> request.response().reset(2);
            case 4, 5 -> request.response().reset(REFUSED_STREAM);
            case 6 -> request.pause();
            default -> {
                accepted.merge(request.getHeader("Authorization"), 1, Integer::sum);
                accept(request);
            }
        }
    }

    private void await(int count) {
        Awaitility.await().atMost(LIMIT).until(() -> requests.size() >= count);
    }

    private static void assertAccepted(CompletableFuture<HttpOutcome> call) {
        assertThat(call).succeedsWithin(LIMIT).isInstanceOfSatisfying(Answered.class, answered -> assertThat(
                        answered.status())
                .isEqualTo(202));
    }
}
