package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many applications in one process: none stands in another one's way. */
class ManyIdentitiesTest extends SandboxTestSupport {

    private static final int APPS = 40;

    @RegisterExtension
    static final WireMockExtension SLOW_ENTRA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().containerThreads(100))
            .build();

    @BeforeAll
    static void registerManyApps() {
        sandbox.close();
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant tenant = defaults.tenant();
        List<AppRegistration> apps = IntStream.range(0, APPS)
                .mapToObj(number -> new AppRegistration(
                        UUID.randomUUID().toString(), "App " + number, "secret", Set.of(ServicePrincipal.MAIL_SEND)))
                .toList();
        sandbox = GraphMailSandbox.start(defaults.withTenant(tenant.withApps(apps)));
    }

    @Test
    void allSignInAtOnce() {
        long before = sandbox.tokenRequests();
        List<CompletableFuture<Object>> mails = sandbox.tenant().apps().stream()
                .map(app -> template.asyncRequestBody(endpoint(app, ""), "text"))
                .toList();

        assertThat(mails).allSatisfy(mail -> assertThat(mail).succeedsWithin(Duration.ofSeconds(60)));
        assertThat(sandbox.mails()).hasSize(APPS);
        assertThat(sandbox.tokenRequests() - before).isEqualTo(APPS);
    }

    @Test
    void oneSignsInBesideManyWhoseEntraIsSilent() {
        SLOW_ENTRA.stubFor(post(anyUrl()).willReturn(aResponse().withFixedDelay(20_000)));
        sandbox.tenant().apps().stream()
                .skip(1)
                .forEach(app -> template.asyncRequestBody(
                        endpoint(app, "&requestTimeout=8000&authorityHost=" + SLOW_ENTRA.baseUrl()), "text"));

        CompletableFuture<Object> mail = template.asyncRequestBody(
                endpoint(sandbox.tenant().apps().get(0), "").replace("erp@", "noreply@"), "text");

        assertThat(mail).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void allMailsEndThatWaitForASignInThatIsRefused() {
        SLOW_ENTRA.stubFor(post(urlPathMatching(".*/token"))
                .willReturn(aResponse()
                        .withFixedDelay(1000)
                        .withStatus(401)
                        .withBody("{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: Expired.\"}")));
        String endpoint = endpoint(sandbox.tenant().apps().get(0), "&authorityHost=" + SLOW_ENTRA.baseUrl());

        List<CompletableFuture<Exchange>> mails = IntStream.range(0, 3000)
                .mapToObj(number -> template.asyncSend(
                        endpoint, exchange -> exchange.getMessage().setBody("text")))
                .toList();

        assertThat(mails).allSatisfy(mail -> assertThat(mail)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(exchange -> assertThat(exchange.getException())
                        .isInstanceOfSatisfying(
                                GraphAuthenticationException.class,
                                failure -> assertThat(failure.getAadstsCode()).isEqualTo("AADSTS7000222"))));
    }

    private static String endpoint(AppRegistration app, String more) {
        return "graphmail:erp@contoso.com?to=ops@contoso.com&clientId=" + app.clientId() + "&clientSecret=secret"
                + more;
    }
}
