package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.ManagedIdentity;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.sandbox.entra.FederatedIssuer;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of credential signs in and sends a mail. */
class CredentialKindsTest extends SandboxTestSupport {

    private static final String POD = "system:serviceaccount:mail:erp";
    private static final String MACHINE = "a1a1a1a1-0000-4000-8000-000000000001";
    private static final String ASSIGNED = "a1a1a1a1-0000-4000-8000-000000000002";
    private static final AppCertificate CERTIFICATE = AppCertificate.create(
            "erp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(90)));
    private static final FederatedIssuer CLUSTER = new FederatedIssuer("https://oidc.example.com/cluster");

    @TempDir
    private Path folder;

    @BeforeAll
    static void registerEveryKind() {
        sandbox.close();
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant tenant = defaults.tenant();
        sandbox = GraphMailSandbox.start(defaults.withTenant(new Tenant(
                tenant.id(),
                tenant.mailboxes(),
                List.of(tenant.apps()
                        .get(0)
                        .withCertificate(CERTIFICATE.certificate())
                        .withFederatedCredential(CLUSTER.credential(POD))),
                List.of(identity(MACHINE, "VM", true), identity(ASSIGNED, "ERP", false)))));
    }

    private static ManagedIdentity identity(String clientId, String name, boolean systemAssigned) {
        return new ManagedIdentity(
                new ServicePrincipal(clientId, name, Set.of(ServicePrincipal.MAIL_SEND)), systemAssigned);
    }

    @Override
    protected void configure(GraphMailConfiguration configuration) {
        super.configure(configuration);
        configuration.setClientSecret(null);
    }

    @Test
    void aSecret() {
        sends("clientSecret=" + sandbox.tenant().apps().get(0).clientSecret());
    }

    @Test
    void aFileWithASecret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("secret"), sandbox.tenant().apps().get(0).clientSecret() + "\n");

        sends("clientSecretFile=" + file);
    }

    @Test
    void aPemFile() throws IOException {
        Path file = CERTIFICATE.writePem(folder.resolve("erp.pem"));

        sends("clientCertificate=file:" + file);
        sends("clientCertificate=" + file);
    }

    @Test
    void aPemFileWithAnEncryptedKey() throws IOException {
        Path file = CERTIFICATE.writePem(folder.resolve("erp.pem"), "key-password");

        sends("clientCertificate=file:" + file + "&privateKeyPassword=key-password");
    }

    @Test
    void aPkcs12File() throws IOException {
        Path file = CERTIFICATE.writePkcs12(folder.resolve("erp.pfx"), "store-password");

        sends("clientCertificate=file:" + file + "&privateKeyPassword=store-password");
    }

    @Test
    void aCertificateOfTheRegistry() throws IOException {
        context.getRegistry().bind("erpCertificate", Files.readString(CERTIFICATE.writePem(folder.resolve("erp.pem"))));

        sends("clientCertificate=ref:erpCertificate");
    }

    @Test
    void aWorkloadsToken() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), CLUSTER.token(POD, Instant.now(), Duration.ofHours(1)));

        sends("federatedTokenFile=" + file);
    }

    @Test
    void anAppThatIsAllowedToInExchangeAlone() {
        String clientId = sandbox.tenant().apps().get(0).clientId();
        sandbox.update(clientId, app -> app.withRoles(Set.of()));
        sandbox.access().assign(clientId, ApplicationRole.MAIL_SEND, MailboxScope.organization());

        sends("clientSecret=" + sandbox.tenant().apps().get(0).clientSecret());

        sandbox.access().clear();
        sandbox.update(clientId, app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND)));
    }

    @Test
    void theOnlyProviderInTheRegistry() throws Exception {
        try (DefaultCamelContext fresh = new DefaultCamelContext()) {
            AccessTokenProvider provider = request -> CompletableFuture.completedFuture(
                    new AccessToken(token(), Instant.now().plus(Duration.ofHours(1))));
            fresh.getRegistry().bind("tokens", provider);
            GraphMailConfiguration configuration =
                    fresh.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
            configuration.setGraphEndpoint(sandbox.https().toString());
            configuration.setSslContextParameters(trusting(sandbox));
            fresh.start();

            fresh.createProducerTemplate().sendBody("graphmail:erp@contoso.com?to=ops@contoso.com", "text");

            assertThat(onlyMail().sentBy().clientId())
                    .isEqualTo(sandbox.tenant().apps().get(0).clientId());
        }
    }

    @Test
    void theProviderInTheRegistryTakesThePlaceOfNothingThatIsSet() {
        context.getRegistry()
                .bind("tokens", (AccessTokenProvider) request -> CompletableFuture.failedFuture(new AssertionError()));

        sends("clientSecret=" + sandbox.tenant().apps().get(0).clientSecret());
    }

    @ParameterizedTest
    @CsvSource({
        "imds, , " + MACHINE,
        "imds, " + ASSIGNED + ", " + ASSIGNED,
        "app-service, , " + MACHINE,
        "app-service, " + ASSIGNED + ", " + ASSIGNED,
    })
    void aManagedIdentity(String machine, String managedIdentityClientId, String sentBy) throws Exception {
        assertThat(process(machine, managedIdentityClientId)).isEqualTo("sent");
        assertThat(onlyMail().sentBy().clientId()).isEqualTo(sentBy);
    }

    /** Arc's agent leaves keys in a directory that takes an administrator to write to. */
    @Test
    void aManagedIdentityOfAzureArc() throws Exception {
        Path directory = Path.of("/var/opt/azcmagent/tokens");
        assumeTrue(isWritable(directory), directory + " can be written");

        assertThat(process("arc", null)).isEqualTo("sent");
        assertThat(onlyMail().sentBy().clientId()).isEqualTo(MACHINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imds", "app-service"})
    void saysThatAManagedIdentityIsNotThere(String machine) throws Exception {
        assertThat(process(machine, "a1a1a1a1-0000-4000-8000-00000000dead"))
                .startsWith("GraphAuthenticationException: This machine gives no token for managed identity a1a1a1a1-")
                .contains("managedIdentityClientId");
    }

    private static boolean isWritable(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isWritable(existing);
    }

    private void sends(String options) {
        sandbox.clear();

        template.sendBody("graphmail:erp@contoso.com?to=ops@contoso.com&subject=signed in&" + options, "text");

        assertThat(onlyMail().subject()).isEqualTo("signed in");
    }

    private static String token() {
        return new SandboxTokens(sandbox).accessToken();
    }

    /** MSAL4J reads the environment of its process, so the mail is sent by one of its own. */
    private static String process(String machine, String managedIdentityClientId) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManagedIdentitySender.class.getName(),
                sandbox.http().toString(),
                Optional.ofNullable(managedIdentityClientId).orElse(""));
        Map<String, String> environment = builder.environment();
        environment.putAll(sandbox.managedIdentityEnvironments().get(machine));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output.lines().reduce((first, last) -> last).orElse("");
        } finally {
            process.destroyForcibly();
        }
    }
}
