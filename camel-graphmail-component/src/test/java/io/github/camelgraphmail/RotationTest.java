package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials are replaced while mails go out, and no mail notices. */
class RotationTest extends SandboxTestSupport {

    private static final int MAILS = 2000;
    private static final String TO_OPS = "graphmail:erp@contoso.com?to=ops@contoso.com&";

    @TempDir
    private Path folder;

    private String clientId;

    @Override
    protected void configure(GraphMailConfiguration configuration) {
        super.configure(configuration);
        configuration.setClientSecret(null);
    }

    @BeforeEach
    void findTheApp() {
        clientId = sandbox.tenant().apps().get(0).clientId();
    }

    @Test
    void ofASecretInAFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("secret"), sandbox.app(clientId).clientSecret());

        sendWhile(TO_OPS + "clientSecretFile=" + file, step -> {
            AppRegistration old = sandbox.app(clientId);
            String secret = "secret-" + step;
            sandbox.update(clientId, app -> app.withSecret(secret, Optional.empty()));
            replace(file, next -> Files.writeString(next, secret));
            sandbox.update(clientId, app -> app.withoutSecret(old.clientSecret()));
        });
    }

    @Test
    void ofACertificate() throws Exception {
        AtomicReference<AppCertificate> current = new AtomicReference<>(certificate());
        Path file = current.get().writePem(folder.resolve("erp.pem"));
        sandbox.update(clientId, app -> app.withCertificate(current.get().certificate()));

        sendWhile(TO_OPS + "clientCertificate=file:" + file, step -> {
            AppCertificate old = current.getAndSet(certificate());
            sandbox.update(clientId, app -> app.withCertificate(current.get().certificate()));
            replace(file, next -> current.get().writePem(next));
            sandbox.update(clientId, app -> app.withoutCertificate(old.certificate()));
        });
    }

    @Test
    void findsTheNewSecretThatCameAfterTheRefusal() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "not yet the secret");
        String endpoint = TO_OPS + "retryTimeout=0&clientSecretFile=" + file;
        assertThat(send(endpoint).getException()).isInstanceOf(GraphAuthenticationException.class);
        assertThat(send(endpoint).getException()).isInstanceOf(GraphAuthenticationException.class);

        replace(file, next -> Files.writeString(next, sandbox.app(clientId).clientSecret()));

        assertThat(send(endpoint).getException()).isNull();
    }

    @Test
    void waitsForAFileThatIsBeingReplaced() throws Exception {
        Path file = Files.writeString(
                folder.resolve("secret"), sandbox.app(clientId).clientSecret());
        String endpoint = TO_OPS + "clientSecretFile=" + file;
        assertThat(send(endpoint).getException()).isNull();
        sandbox.revokeTokens(clientId);
        Files.delete(file);

        CompletableFuture<Object> waiting = template.asyncRequestBody(endpoint, "text");
        assertThat(send(endpoint + "&retryTimeout=100").getException())
                .isInstanceOf(GraphAuthenticationException.class)
                .hasMessageContaining("clientSecretFile: the file '" + file + "' does not exist")
                .hasMessageContaining("It has been so since ");
        Files.writeString(file, sandbox.app(clientId).clientSecret());

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void ofASecretInAVault() throws Exception {
        Vault vault = new Vault(sandbox.app(clientId).clientSecret());
        try (DefaultCamelContext fresh = new DefaultCamelContext()) {
            fresh.getPropertiesComponent().addPropertiesFunction(vault);
            Properties properties = new Properties();
            properties.setProperty("camel.component.graphmail.client-secret", "{{vault:erp}}");
            fresh.getPropertiesComponent().setInitialProperties(properties);
            GraphMailConfiguration configuration =
                    fresh.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
            signIn(configuration);
            configuration.setClientSecret(fresh.resolvePropertyPlaceholders("{{vault:erp}}"));
            fresh.start();
            String endpoint = "graphmail:erp@contoso.com?to=ops@contoso.com&retryTimeout=0";
            fresh.createProducerTemplate().sendBody(endpoint, "before");

            String old = sandbox.app(clientId).clientSecret();
            sandbox.update(clientId, app -> app.withSecret("from-the-vault", Optional.empty())
                    .withoutSecret(old));
            vault.secret = "from-the-vault";
            sandbox.revokeTokens(clientId);
            fresh.createProducerTemplate().sendBody(endpoint, "after");
        }

        assertThat(sandbox.mails()).hasSize(2);
    }

    private Exchange send(String endpoint) {
        return template.request(endpoint, exchange -> exchange.getMessage().setBody("text"));
    }

    /** One step of a rotation, as an administrator does it. */
    private interface Step {
        void perform(int number) throws Exception;
    }

    private interface Write {
        void to(Path file) throws IOException;
    }

    /** As Kubernetes and careful administrators do: what is read is the old file or the new one. */
    private static void replace(Path file, Write write) throws IOException {
        Path next = file.resolveSibling("next");
        write.to(next);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sends in parallel; after each fifth of the mails the credential is rotated and the token taken away. */
    private void sendWhile(String endpoint, Step rotation) throws Exception {
        List<CompletableFuture<Exchange>> mails = IntStream.range(0, MAILS)
                .mapToObj(number -> template.asyncSend(endpoint, exchange -> {
                    exchange.getMessage().setBody("mail " + number);
                    exchange.getMessage().setHeader(GraphMailConstants.SUBJECT, "mail " + number);
                }))
                .toList();
        for (int step = 1; step < 5; step++) {
            int mark = step * MAILS / 5;
            await().until(() -> sandbox.mails().size() >= mark);
            rotation.perform(step);
            sandbox.revokeTokens(clientId);
        }
        for (CompletableFuture<Exchange> mail : mails) {
            assertThat(mail.get().getException()).isNull();
        }
        assertThat(sandbox.mails().stream().map(mail -> mail.subject()).distinct())
                .hasSize(MAILS);
        assertThat(sandbox.mails()).hasSize(MAILS);
    }

    private static AppCertificate certificate() {
        return AppCertificate.create(
                "erp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(90)));
    }

    private static final class Vault extends ServiceSupport implements PropertiesFunction {

        private volatile String secret;

        private Vault(String secret) {
            this.secret = secret;
        }

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String remainder) {
            return secret;
        }
    }
}
