package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange sees of Graph's faults. */
class GraphMailFaultTest extends CamelTestSupport {

    private static final String PATH = "/v1.0/users/erp%40contoso.com/sendMail";
    private static final String ENDPOINT = "graphmail:erp@contoso.com?to=ops@contoso.com";

    @RegisterExtension
    static final WireMockExtension GRAPH = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final List<TokenRequest> tokenRequests = new CopyOnWriteArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        GraphMailConfiguration configuration =
                context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
        configuration.setGraphEndpoint(GRAPH.baseUrl());
        configuration.setAccessTokenProvider(request -> {
            tokenRequests.add(request);
            return CompletableFuture.completedFuture(new AccessToken(
                    "token-" + tokenRequests.size(), Instant.now().plusSeconds(3600)));
        });
        return context;
    }

    @Test
    void sendsAgainAfterTheTimeThatGraphAsksFor() {
        answers(error(429, "ApplicationThrottled").withHeader("Retry-After", "1"), accepted());
        long begun = System.nanoTime();

        Exchange exchange = send(ENDPOINT);

        assertThat(exchange.getException()).isNull();
        assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);
        requests(2);
    }

    @Test
    void sendsAgainWhenGraphThrottlesWithoutSayingHowLong() {
        answers(aResponse().withStatus(429), accepted());

        assertThat(send(ENDPOINT).getException()).isNull();
        requests(2);
    }

    @Test
    void givesUpWhenGraphAsksForMoreThanTheTimeout() {
        answers(error(429, "ApplicationThrottled").withHeader("Retry-After", "120"));

        assertThat(send(ENDPOINT + "&retryTimeout=1m").getException())
                .isInstanceOfSatisfying(GraphUnavailableException.class, failure -> {
                    assertThat(failure.getHttpStatus()).isEqualTo(429);
                    assertThat(failure.getErrorCode()).isEqualTo("ApplicationThrottled");
                    assertThat(failure.getAttempts()).isEqualTo(1);
                });
        requests(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error\":{\"code\":\"ErrorInternalServerError\"}}",
                "502 | <html>Bad Gateway</html>",
                "503 | {\"error\":{\"code\":\"ErrorServerBusy\",\"message\":\"Busy.\"}}",
                "504 | ''",
                "408 | ''",
            })
    void doesNotSendAgainWhenTheMailMayHaveGoneOut(int status, String body) {
        answers(aResponse().withStatus(status).withBody(body));

        assertThat(send(ENDPOINT).getException())
                .isInstanceOfSatisfying(DeliveryUnknownException.class, failure -> assertThat(failure.getHttpStatus())
                        .isEqualTo(status));
        requests(1);
    }

    @ParameterizedTest
    @CsvSource({"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"})
    void doesNotSendAgainWhenTheAnswerIsLost(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThat(send(ENDPOINT).getException()).isInstanceOf(DeliveryUnknownException.class);
        requests(1);
    }

    @Test
    void doesNotSendAgainWhenTheAnswerTakesTooLong() {
        answers(accepted().withFixedDelay(5_000));

        assertThat(send(ENDPOINT + "&requestTimeout=300").getException()).isInstanceOf(DeliveryUnknownException.class);
        requests(1);
    }

    @Test
    void sendsAgainAfterAnUnknownOutcomeWhenTold() {
        answers(error(504, "UnknownError"), accepted());

        assertThat(send(ENDPOINT + "&unknownOutcome=resend").getException()).isNull();
        requests(2);
    }

    @Test
    void neverRepeatsAnAcceptedMail() {
        answers(accepted().withHeader("Retry-After", "1"), error(500, "MustNotBeSeen"));

        assertThat(send(ENDPOINT).getException()).isNull();
        requests(1);
    }

    @Test
    void getsANewTokenOnceWhenGraphRefusesTheOld() {
        GRAPH.stubFor(sendMail()
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(error(401, "InvalidAuthenticationToken")
                        .withHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJ4IjoxfQ==\"")));
        GRAPH.stubFor(sendMail()
                .withHeader("Authorization", equalTo("Bearer token-2"))
                .willReturn(accepted()));

        assertThat(send(ENDPOINT).getException()).isNull();
        assertThat(tokenRequests).hasSize(2);
        assertThat(tokenRequests.get(1).claims()).contains("{\"x\":1}");
    }

    @Test
    void failsWhenGraphRefusesTheNewTokenToo() {
        answers(error(401, "InvalidAuthenticationToken"));

        assertThat(send(ENDPOINT).getException()).isInstanceOf(GraphAuthenticationException.class);
        requests(2);
    }

    @Test
    void sendsNothingWhenNobodyListens() {
        // Port 1 of localhost: nobody listens there.
        Exchange exchange = send(ENDPOINT + "&graphEndpoint=http://localhost:1&retryTimeout=0");

        assertThat(exchange.getException()).isInstanceOfSatisfying(GraphUnavailableException.class, failure -> {
            assertThat(failure.getAttempts()).isEqualTo(1);
            assertThat(failure).hasMessageContaining("not sent").hasMessageContaining("graphEndpoint");
        });
    }

    @Test
    void doesNotTakeAnotherSuccessForGraphs() {
        answers(aResponse().withStatus(200).withBody("<html>Please sign in</html>"));

        assertThat(send(ENDPOINT).getException()).isInstanceOf(DeliveryUnknownException.class);
        requests(1);
    }

    @Test
    void doesNotRunRoundWhenGraphAsksForNoTimeAtAll() {
        answers(error(429, "ApplicationThrottled").withHeader("Retry-After", "0"));

        assertThat(send(ENDPOINT + "&retryTimeout=2000").getException())
                .isInstanceOfSatisfying(GraphUnavailableException.class, failure -> {
                    assertThat(failure.getAttempts()).isBetween(2, 5);
                    assertThat(failure.getWaited()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
                    assertThat(failure).hasMessageContaining("s of waiting");
                });
        assertThat(GRAPH.getAllServeEvents()).hasSizeBetween(2, 5);
    }

    @Test
    void endsARequestWhoseAnswerDripsIn() {
        answers(accepted().withBody("x".repeat(100)).withChunkedDribbleDelay(50, 5_000));

        assertThat(send(ENDPOINT + "&requestTimeout=1000").getException()).isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void endsEveryMailWhenManyWaitForGraphToComeBack() {
        List<CompletableFuture<Exchange>> sends = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            sends.add(template.asyncSend(
                    "graphmail:box" + i + "@contoso.com?to=ops@contoso.com&allowedSenders=*@contoso.com"
                            + "&graphEndpoint=http://localhost:1&retryTimeout=2000",
                    exchange -> {}));
        }

        assertThat(sends)
                .allSatisfy(send -> assertThat(send.get(60, TimeUnit.SECONDS).getException())
                        .isInstanceOf(GraphUnavailableException.class));
    }

    @Test
    void endsEveryMailWhenTheContextStops() throws Exception {
        answers(accepted().withFixedDelay(5_000));
        List<CompletableFuture<Exchange>> sends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sends.add(template.asyncSend("graphmail:box" + i + "@contoso.com?to=ops@contoso.com", exchange -> {}));
        }
        GRAPH.stubFor(post(WireMock.anyUrl()).willReturn(accepted().withFixedDelay(5_000)));
        await().atMost(Duration.ofSeconds(30)).until(() -> tokenRequests.size() == 1);

        context.getComponent("graphmail", GraphMailComponent.class).stop();

        assertThat(sends)
                .allSatisfy(send -> assertThat(send.get(60, TimeUnit.SECONDS).getException())
                        .isInstanceOf(GraphMailException.class));
    }

    @Test
    void doesNotKeepAMailFromTheThreadThatItsRouteWaitsOn() throws Exception {
        answers(accepted());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nested").to(ENDPOINT).process(exchange -> template.sendBody(ENDPOINT, "second"));
            }
        });
        List<CompletableFuture<Exchange>> sends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sends.add(template.asyncSend("direct:nested", exchange -> {}));
        }

        assertThat(sends)
                .allSatisfy(send -> assertThat(send.get(60, TimeUnit.SECONDS).getException())
                        .isNull());
        requests(80);
    }

    @Test
    void neverHasMoreInFlightForAMailboxThanTheLimit() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        HttpServer graph = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        graph.setExecutor(threads);
        graph.createContext("/", request -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            request.getRequestBody().readAllBytes();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            inFlight.decrementAndGet();
            request.sendResponseHeaders(202, -1);
            request.close();
        });
        graph.start();
        try {
            String endpoint =
                    "&graphEndpoint=http://localhost:" + graph.getAddress().getPort();
            List<CompletableFuture<Exchange>> sends = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                sends.add(template.asyncSend(ENDPOINT + endpoint + "&subject=" + i % 3, exchange -> {}));
            }

            assertThat(sends).allSatisfy(send -> assertThat(
                            send.get(60, TimeUnit.SECONDS).getException())
                    .isNull());
            assertThat(most.get()).isEqualTo(4);
        } finally {
            graph.stop(0);
            threads.shutdownNow();
        }
    }

    private Exchange send(String endpoint) {
        return template.request(endpoint, exchange -> exchange.getMessage().setBody("text"));
    }

    /** One answer after the other; the last one stays. */
    private static void answers(ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            String state = i == 0 ? Scenario.STARTED : "answer " + i;
            String next = i == responses.length - 1 ? state : "answer " + (i + 1);
            GRAPH.stubFor(sendMail()
                    .inScenario("answers")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(responses[i]));
        }
    }

    private static MappingBuilder sendMail() {
        return post(urlEqualTo(PATH));
    }

    private static ResponseDefinitionBuilder accepted() {
        return aResponse().withStatus(202).withHeader("request-id", "r");
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return jsonResponse("{\"error\":{\"code\":\"" + code + "\",\"message\":\"Graph's words.\"}}", status);
    }

    private static void requests(int count) {
        GRAPH.verify(count, postRequestedFor(urlEqualTo(PATH)));
    }
}
