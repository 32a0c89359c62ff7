package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entra is away for longer than the token lasts, refuses for a while, or wants claims: WireMock plays it, the sandbox plays Graph. */
class EntraOutageTest extends SandboxTestSupport {

    private static final String TO_OPS = "graphmail:erp@contoso.com?to=ops@contoso.com";

    @RegisterExtension
    static final WireMockExtension ENTRA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    @Override
    protected void configure(GraphMailConfiguration configuration) {
        super.configure(configuration);
        configuration.setAuthorityHost(ENTRA.baseUrl());
    }

    @Test
    void waitsWhileEntraIsAwayAndGoesOnByItself() {
        givesTokens(3);
        assertThat(send(TO_OPS).getException()).isNull();
        ENTRA.stubFor(post(anyUrl())
                .willReturn(aResponse().withStatus(503).withBody("<html>Our services aren't available</html>")));

        assertThat(send(TO_OPS).getException())
                .as("the old token serves while it lasts")
                .isNull();
        await().until(() -> send(TO_OPS + "&retryTimeout=0").getException() != null);
        Exchange givenUp = send(TO_OPS + "&retryTimeout=1500");
        CompletableFuture<Object> waiting = template.asyncRequestBody(TO_OPS + "&retryTimeout=30s", "text");

        assertThat(givenUp.getException())
                .isInstanceOf(GraphUnavailableException.class)
                .hasMessageContaining("answered 503")
                .hasMessageContaining("It has been so since ")
                .hasMessageContaining("The mail was not sent");
        assertThat(waiting).isNotDone();

        givesTokens(3600);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
        assertThat(send(TO_OPS).getException()).isNull();
    }

    @Test
    void passesOnTheClaimsThatGraphWants() {
        givesTokens(3600);
        assertThat(send(TO_OPS).getException()).isNull();
        sandbox.revokeTokens(sandbox.tenant().apps().get(0).clientId());

        // The token that WireMock gives is the revoked one again; what matters here is what it was asked.
        assertThat(send(TO_OPS).getException()).isInstanceOf(GraphAuthenticationException.class);

        String first = form(0);
        String second = form(1);
        assertThat(first).contains("\"xms_cc\":{\"values\":[\"cp1\"]}").doesNotContain("nbf");
        assertThat(second)
                .contains("\"xms_cc\":{\"values\":[\"cp1\"]}")
                .containsPattern("\"nbf\":\\{\"value\":\"\\d+\",\"essential\":true\\}");
    }

    private static String form(int request) {
        return URLDecoder.decode(
                ENTRA.findAll(postRequestedFor(anyUrl())).get(request).getBodyAsString(), StandardCharsets.UTF_8);
    }

    private static void givesTokens(int seconds) {
        ENTRA.resetAll();
        ENTRA.stubFor(post(anyUrl())
                .willReturn(okJson("{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"access_token\":\""
                        + new SandboxTokens(sandbox)
                                .accessToken("{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}")
                        + "\"}")));
    }

    private Exchange send(String endpoint) {
        return template.request(endpoint, exchange -> exchange.getMessage().setBody("text"));
    }
}
