package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.auth.EntraUnavailableException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when the sign-in settings are wrong. */
class SignInFailureTest extends SandboxTestSupport {

    private static final String ENDPOINT = "graphmail:erp@contoso.com?to=ops@contoso.com&retryTimeout=0";

    @ParameterizedTest
    @CsvSource({
        "clientSecret, wrong-secret, AADSTS7000215, clientSecret",
        "clientId, 99999999-0000-0000-0000-000000000000, AADSTS700016, clientId",
        "tenantId, 99999999-0000-0000-0000-000000000000, AADSTS90002, tenantId",
        "tenantId, fabrikam.com, AADSTS90002, tenantId",
    })
    void namesTheOptionThatEntraDoesNotAccept(String option, String value, String code, String named) {
        assertThat(failure(ENDPOINT + "&" + option + "=" + value))
                .isInstanceOfSatisfying(GraphAuthenticationException.class, failure -> {
                    assertThat(failure.getAadstsCode()).isEqualTo(code);
                    assertThat(failure.getHint()).contains(named);
                    assertThat(failure).hasMessageContaining(code).hasMessageContaining(failure.getHint());
                    assertThat(failure.getMessage()).doesNotContain("wrong-secret", "Trace ID");
                });
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void saysThatEntraIsNotThere() {
        assertThat(failure(ENDPOINT + "&authorityHost=http://localhost:1"))
                .isInstanceOfSatisfying(GraphUnavailableException.class, failure -> assertThat(failure)
                        .hasMessageContaining("Entra could not be reached at http://localhost:1")
                        .hasMessageContaining("authorityHost")
                        .hasCauseInstanceOf(EntraUnavailableException.class));
    }

    @Test
    void saysThatEntrasCertificateIsNotTrusted() {
        GraphMailComponent untrusting = new GraphMailComponent();
        signIn(untrusting.getConfiguration());
        untrusting.getConfiguration().setSslContextParameters(null);
        context.addComponent("untrusting", untrusting);

        assertThat(failure("untrusting:erp@contoso.com?to=ops@contoso.com&retryTimeout=0"))
                .isInstanceOf(GraphUnavailableException.class)
                .hasMessageContaining("sslContextParameters");
    }

    @Test
    void signsInOverPlainHttpOnThisMachineToo() {
        String http = sandbox.http().toString();

        template.sendBody(ENDPOINT + "&authorityHost=" + http + "&graphEndpoint=" + http, "text");

        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void startsWhileEntraIsDown() throws Exception {
        try (DefaultCamelContext fresh = new DefaultCamelContext()) {
            signIn(fresh.getComponent("graphmail", GraphMailComponent.class).getConfiguration());
            fresh.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:down").routeId("down").to(ENDPOINT + "&authorityHost=http://localhost:1");
                }
            });

            fresh.start();

            assertThat(fresh.getRouteController().getRouteStatus("down").isStarted())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tenantId=, tenantId is not set",
        "clientId=, clientId is not set",
        "clientSecret=, Nothing is set to sign in with. Set one of clientSecret",
        "clientSecretFile=/nowhere, clientSecret and clientSecretFile are both set",
        "clientSecretFile=/nowhere&clientSecret=, clientSecretFile: the file '/nowhere' does not exist",
        "clientCertificate=file:/nowhere.pem&clientSecret=, clientCertificate: the file '/nowhere.pem' does not exist",
        "clientCertificate=nowhere.pem&clientSecret=, clientCertificate: 'nowhere.pem' does not exist",
        "clientCertificate=base64:MIIJ&clientSecret=, shows up in logs",
        "federatedTokenFile=/nowhere&clientSecret=, federatedTokenFile: the file '/nowhere' does not exist",
        "credentialType=password, credentialType: 'password' is none of client-secret",
        "proxyPort=3128, 'proxyPort is set, but proxyHost is not'",
        "proxyHost=proxy, proxyPort: is not set",
        "proxyHost=proxy&proxyPort=70000, proxyPort: 70000 is no port",
        "proxyHost=http://proxy&proxyPort=80, proxyHost: takes the host's name alone",
        "proxyHost=proxy&proxyPort=80&proxyUsername=erp, 'proxyPassword is not set, but proxyUsername is'",
        "cloud=mars, cloud: 'mars'",
        "graphEndpoint=https://graph.microsoft.com/v1.0, without a path",
        "graphEndpoint=http://graph.microsoft.com, graphEndpoint: 'http://graph.microsoft.com'",
        "authorityHost=login, authorityHost: 'login'",
        "allowedSenders=*@*, allowedSenders: '*@*'",
        "allowedRecipients=%20, allowedRecipients: '",
        "cc=nobody, cc: 'nobody'",
        "subject=a%0Ab, subject: has a line break",
        "importance=urgent, importance: 'urgent'",
        "contentType=text/csv, contentType: 'text/csv'",
        "unknownOutcome=hope, unknownOutcome: 'hope'",
        "maxConcurrentPerMailbox=0, maxConcurrentPerMailbox: 0",
        "requestTimeout=0, requestTimeout: 0",
        "colour=red, colour",
    })
    void refusesAnOptionWhenTheRouteStarts(String option, String inMessage) {
        String uri = ENDPOINT + "&" + option;

        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:broken").to(uri);
                    }
                }))
                .isInstanceOfAny(FailedToCreateRouteException.class, FailedToStartRouteException.class)
                .hasStackTraceContaining(inMessage);
    }

    private Throwable failure(String endpoint) {
        return template.request(endpoint, exchange -> exchange.getMessage().setBody("text"))
                .getException();
    }
}
