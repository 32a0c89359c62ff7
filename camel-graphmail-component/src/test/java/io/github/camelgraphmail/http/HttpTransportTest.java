package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.camelgraphmail.http.HttpOutcome.AnswerLost;
import io.github.camelgraphmail.http.HttpOutcome.Answered;
import io.github.camelgraphmail.http.HttpOutcome.NothingSent;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a failed request can have reached the server: the ground that repeating stands on. */
class HttpTransportTest {

    private WireMockServer server;
    private HttpTransport transport;

    @BeforeEach
    void start() {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
        server.start();
        transport = new HttpTransport(Optional.empty(), Optional.empty(), Duration.ofSeconds(2), Thread::new);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop();
    }

    @Test
    void answersWithStatusHeadersAndContent() {
        server.stubFor(WireMock.post("/path")
                .withHeader("Authorization", WireMock.equalTo("Bearer t"))
                .withHeader("Content-Type", WireMock.containing("application/json"))
                .withRequestBody(WireMock.equalTo("{\"ü\":1}"))
                .willReturn(WireMock.status(418).withHeader("Retry-After", "5").withBody("grüße")));

        HttpOutcome outcome = send(http() + "/path", Duration.ofSeconds(10));

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(418);
            assertThat(answered.header("retry-after")).contains("5");
            assertThat(answered.header("request-id")).isEmpty();
            assertThat(answered.text()).isEqualTo("grüße");
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void hasLostTheAnswerWhenTheConnectionBreaksAfterTheRequest(Fault fault) {
        server.stubFor(WireMock.post("/path").willReturn(WireMock.aResponse().withFault(fault)));

        assertThat(send(http() + "/path", Duration.ofSeconds(10))).isInstanceOf(AnswerLost.class);
        server.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/path")));
    }

    @Test
    void hasLostTheAnswerWhenTheTimeRunsOut() {
        server.stubFor(WireMock.post("/path").willReturn(WireMock.ok().withFixedDelay(5_000)));

        assertThat(send(http() + "/path", Duration.ofMillis(300))).isInstanceOf(AnswerLost.class);
        server.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/path")));
    }

    @Test
    void hasSentNothingWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(send("http://localhost:" + port + "/path", Duration.ofSeconds(10)))
                .isInstanceOf(NothingSent.class);
    }

    @Test
    void hasSentNothingToAHostThatDoesNotExist() {
        assertThat(send("http://no-such-host.invalid/path", Duration.ofSeconds(10)))
                .isInstanceOf(NothingSent.class);
    }

    @Test
    void hasSentNothingToAServerItDoesNotTrust() {
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));

        assertThat(send("https://localhost:" + server.httpsPort() + "/path", Duration.ofSeconds(10)))
                .isInstanceOf(NothingSent.class);
        server.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    @Test
    void followsNoRedirectAndRepeatsNothing() {
        server.stubFor(
                WireMock.post("/path").willReturn(WireMock.status(307).withHeader("Location", http() + "/elsewhere")));
        server.stubFor(WireMock.post("/busy").willReturn(WireMock.status(503).withHeader("Retry-After", "0")));

        assertThat(send(http() + "/path", Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.status())
                        .isEqualTo(307));
        assertThat(send(http() + "/busy", Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(Answered.class, answered -> assertThat(answered.status())
                        .isEqualTo(503));
        server.verify(2, WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    @Test
    void endsWhatIsInFlightWhenItIsClosed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            CompletableFuture<HttpOutcome> outcome = transport
                    .send(call("http://localhost:" + silent.getLocalPort() + "/path", Duration.ofMinutes(1)))
                    .toCompletableFuture();
            try (Socket connection = silent.accept()) {
                // The request is under way once its first byte is here.
                assertThat(connection.getInputStream().read()).isEqualTo('P');

                transport.close();

                assertThat(outcome.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(AnswerLost.class);
            }
        }
    }

    @Test
    void losesNoOutcomeOfManyInFlightWhenItIsClosed() {
        server.stubFor(WireMock.post("/path").willReturn(WireMock.ok().withFixedDelay(5_000)));
        for (int round = 0; round < 3; round++) {
            HttpTransport closing =
                    new HttpTransport(Optional.empty(), Optional.empty(), Duration.ofSeconds(2), Thread::new);
            List<CompletableFuture<HttpOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                outcomes.add(closing.send(call(http() + "/path", Duration.ofMinutes(2)))
                        .toCompletableFuture());
            }

            closing.close();
            outcomes.add(
                    closing.send(call(http() + "/path", Duration.ofMinutes(2))).toCompletableFuture());

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isNotInstanceOf(Answered.class));
        }
    }

    private String http() {
        return "http://localhost:" + server.port();
    }

    private HttpOutcome send(String address, Duration timeout) {
        return transport.send(call(address, timeout)).toCompletableFuture().join();
    }

    private static HttpCall call(String address, Duration timeout) {
        return new HttpCall(
                "POST",
                HttpTarget.of(URI.create(address)),
                Map.of("Authorization", "Bearer t"),
                "application/json",
                "{\"ü\":1}".getBytes(StandardCharsets.UTF_8),
                timeout);
    }
}
