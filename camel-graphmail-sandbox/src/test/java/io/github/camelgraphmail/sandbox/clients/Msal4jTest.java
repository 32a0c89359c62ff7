package io.github.camelgraphmail.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.entra.FederatedIssuer;
import io.github.camelgraphmail.sandbox.junit.GraphMailSandboxExtension;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft's own library for signing in, against the sandbox. */
class Msal4jTest {

    @RegisterExtension
    static final GraphMailSandboxExtension GRAPH = GraphMailSandboxExtension.create();

    private static final String APP = SandboxConfiguration.CLIENT_ID;
    private static final String POD = "system:serviceaccount:mail:erp";
    private static final AppCertificate CERTIFICATE = AppCertificate.create(
            "erp", Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1)));
    private static final AppCertificate STRANGE = AppCertificate.create(
            "x", Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1)));
    private static final FederatedIssuer CLUSTER = new FederatedIssuer("https://oidc.example.com/cluster");

    @Test
    void signsInWithASecret(GraphMailSandbox sandbox) {
        assertSignedIn(MsalClient.of(sandbox).signIn());
    }

    @Test
    void signsInWithACertificate(GraphMailSandbox sandbox) {
        sandbox.update(APP, app -> app.withCertificate(CERTIFICATE.certificate()));

        assertSignedIn(MsalClient.of(sandbox).with(credential(CERTIFICATE)).signIn());
    }

    @Test
    void signsInAsAWorkload(GraphMailSandbox sandbox) {
        sandbox.update(APP, app -> app.withFederatedCredential(CLUSTER.credential(POD)));

        assertSignedIn(MsalClient.of(sandbox)
                .with(ClientCredentialFactory.createFromClientAssertion(
                        CLUSTER.token(POD, Instant.now(), Duration.ofMinutes(10))))
                .signIn());
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal(
                        "unknown tenant", client -> client.withTenant("fabrikam.com"), 400, "invalid_request", 90002),
                new Refusal(
                        "scope without .default",
                        client -> client.withScope("https://graph.microsoft.com/Mail.Send"),
                        400,
                        "invalid_scope",
                        1002012),
                new Refusal(
                        "unknown resource",
                        client -> client.withScope("https://example.com/.default"),
                        400,
                        "invalid_resource",
                        500011),
                new Refusal(
                        "unknown app",
                        client -> client.withClientId("00000000-0000-4000-8000-000000000000"),
                        400,
                        "unauthorized_client",
                        700016),
                new Refusal("wrong secret", client -> client.with(secret("guessed")), 401, "invalid_client", 7000215),
                new Refusal(
                        "secret that has ended",
                        client -> client.with(secret("last-years")),
                        401,
                        "invalid_client",
                        7000222),
                new Refusal(
                        "certificate that is not registered",
                        client -> client.with(credential(STRANGE)),
                        401,
                        "invalid_client",
                        700027),
                new Refusal("no assertion at all", client -> client.with(assertion("x")), 401, "invalid_client", 50027),
                new Refusal(
                        "workload of another cluster",
                        client -> client.with(assertion(new FederatedIssuer("https://oidc.example.com/other")
                                .token(POD, Instant.now(), Duration.ofMinutes(10)))),
                        401,
                        "invalid_client",
                        700211),
                new Refusal(
                        "other workload",
                        client -> client.with(
                                assertion(CLUSTER.token("somebody", Instant.now(), Duration.ofMinutes(10)))),
                        401,
                        "invalid_client",
                        700213));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void readsWhyItWasRefused(Refusal refusal) {
        GRAPH.sandbox().update(APP, app -> app.withSecret(
                        "last-years", Optional.of(Instant.now().minusSeconds(1)))
                .withCertificate(CERTIFICATE.certificate())
                .withFederatedCredential(CLUSTER.credential(POD)));
        MsalClient client = refusal.change().apply(MsalClient.of(GRAPH.sandbox()));

        Throwable failure = catchThrowable(client::signIn).getCause();

        assertThat(failure).isInstanceOfSatisfying(MsalServiceException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(refusal.status());
            assertThat(refused.errorCode()).isEqualTo(refusal.error());
            assertThat(refused.getMessage()).startsWith("AADSTS" + refusal.code() + ": ");
            assertThat(refused.correlationId()).isNotBlank();
        });
    }

    private record Refusal(String name, UnaryOperator<MsalClient> change, int status, String error, int code) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static void assertSignedIn(IAuthenticationResult result) {
        assertThat(result.accessToken()).isNotBlank();
        assertThat(result.expiresOnDate()).isAfter(Date.from(Instant.now().plus(Duration.ofMinutes(50))));
    }

    private static IClientCredential secret(String secret) {
        return ClientCredentialFactory.createFromSecret(secret);
    }

    private static IClientCredential assertion(String assertion) {
        return ClientCredentialFactory.createFromClientAssertion(assertion);
    }

    private static IClientCredential credential(AppCertificate certificate) {
        return ClientCredentialFactory.createFromCertificate(certificate.key(), certificate.certificate());
    }
}
