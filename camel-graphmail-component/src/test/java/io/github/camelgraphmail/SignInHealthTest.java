package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of signing in: health checks and JMX. */
class SignInHealthTest extends SandboxTestSupport {

    private static final String TO_OPS = "graphmail:erp@contoso.com?to=ops@contoso.com&retryTimeout=0&";

    @TempDir
    private Path folder;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckHelper.getHealthCheckRepository(context, "producers", HealthCheckRepository.class)
                .setEnabled(true);
        // Endpoints of routes are there by themselves; these come after the start.
        context.getManagementStrategy().getManagementAgent().setRegisterAlways(true);
        return context;
    }

    @Override
    protected void configure(GraphMailConfiguration configuration) {
        super.configure(configuration);
        configuration.setClientSecret(null);
    }

    @Test
    void isUpWithTheDaysThatTheCertificateHasLeft() throws Exception {
        sendWithCertificate(Duration.ofDays(20).plusHours(1));

        HealthCheck.Result result = onlyResult();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails())
                .containsEntry("graphmail.certificate.days.left", 20L)
                .containsKeys("graphmail.certificate.expiry", "graphmail.token.expiry")
                .hasEntrySatisfying("graphmail.identity", identity -> assertThat(identity.toString())
                        .startsWith("client c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a of tenant "));
        assertThat(jmx("CertificateDaysLeft")).isEqualTo(20L);
        assertThat(jmx("Identity").toString()).startsWith("client ");
        assertThat(jmx("TokenExpiry")).isNotNull();
        assertThat(jmx("SignInFailure")).isNull();
    }

    @Test
    void isDownWithTheReasonWhileEntraRefuses() throws Exception {
        template.request(
                TO_OPS + "clientSecret=wrong", exchange -> exchange.getMessage().setBody("text"));

        HealthCheck.Result result = onlyResult();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("AADSTS7000215", "clientSecret"));
        assertThat(result.getDetails()).containsKey("graphmail.signin.failing.since");
        assertThat(jmx("SignInFailure").toString()).contains("AADSTS7000215");
        assertThat(result.getCheck().isLiveness()).isFalse();
    }

    @Test
    void isDownWhenTheCertificateHasEnded() throws Exception {
        sendWithCertificate(Duration.ofMinutes(-1));

        assertThat(onlyResult().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(jmx("CertificateDaysLeft")).isEqualTo(-1L);
    }

    @Test
    void recoversWithoutAMail() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "wrong");
        template.request(TO_OPS + "clientSecretFile=" + file, exchange -> exchange.getMessage()
                .setBody("text"));
        assertThat(onlyResult().getState()).isEqualTo(HealthCheck.State.DOWN);

        Files.writeString(file, sandbox.tenant().apps().get(0).clientSecret());

        await().until(() -> onlyResult().getState() == HealthCheck.State.UP);
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void isACheckOfItsOwnForEachCredentialWhileItIsUsed() throws Exception {
        String secret = sandbox.tenant().apps().get(0).clientSecret();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wrong").routeId("wrong").to(TO_OPS + "clientSecret=wrong");
                from("direct:right").routeId("right").to(TO_OPS + "clientSecret=" + secret);
            }
        });
        template.request("direct:wrong", exchange -> exchange.getMessage().setBody("text"));
        template.sendBody("direct:right", "text");
        assertThat(results())
                .extracting(HealthCheck.Result::getState)
                .containsExactlyInAnyOrder(HealthCheck.State.UP, HealthCheck.State.DOWN);
        assertThat(results().stream().map(result -> result.getCheck().getId())).doesNotHaveDuplicates();

        context.getRouteController().stopRoute("wrong");
        context.removeRoute("wrong");

        await().untilAsserted(() -> assertThat(onlyResult().getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void isOneCheckForEachIdentity() {
        String secret = sandbox.tenant().apps().get(0).clientSecret();
        for (String sender : List.of("erp", "noreply", "ops")) {
            template.sendBody("graphmail:" + sender + "@contoso.com?to=ops@contoso.com&clientSecret=" + secret, "text");
        }

        assertThat(results()).hasSize(1);
        context.stop();
        assertThat(results()).isEmpty();
    }

    private void sendWithCertificate(Duration left) throws Exception {
        AppCertificate certificate = AppCertificate.create(
                "erp", Instant.now().minus(Duration.ofDays(300)), Instant.now().plus(left));
        sandbox.update(
                sandbox.tenant().apps().get(0).clientId(), app -> app.withCertificate(certificate.certificate()));
        Path file = certificate.writePem(folder.resolve("erp.pem"));
        template.request(TO_OPS + "clientCertificate=file:" + file, exchange -> exchange.getMessage()
                .setBody("text"));
    }

    private HealthCheck.Result onlyResult() {
        assertThat(results()).hasSize(1);
        return results().iterator().next();
    }

    private Collection<HealthCheck.Result> results() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", HealthCheckRepository.class).stream()
                .map(HealthCheck::call)
                .toList();
    }

    private Object jmx(String attribute) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(
                new ObjectName(
                        "org.apache.camel:context=" + context.getManagementName() + ",type=endpoints,name=*graphmail*"),
                null);
        assertThat(names).hasSize(1);
        return server.getAttribute(names.iterator().next(), attribute);
    }
}
