package io.github.camelgraphmail.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelgraphmail.doctor.DoctorRun;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The command against a sandbox: the right line says the right thing, whatever is wrong, and nothing is left behind. */
class DoctorCommandTest {

    private static final String OWN = "camel.component.graphmail.";

    @TempDir
    private static Path directory;

    private static DoctorLab lab;

    @BeforeAll
    static void start() throws IOException {
        lab = new DoctorLab(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        lab.close();
    }

    @BeforeEach
    void reset() {
        lab.sandbox().reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RBAC_ONLY       | 0 | forbidden-sender | ok      | ErrorAccessDenied      | can't send as ceo@contoso.com",
                "RBAC_ONLY       | 0 | token            | ok      |                        | no roles",
                "RBAC_ONLY       | 0 | sender-drafts    | ok      | ErrorItemNotFound      | can change messages of erp@contoso.com",
                "POLICY_ONLY     | 0 | forbidden-sender | ok      | ErrorAccessDenied      | can't send as ceo@contoso.com",
                "POLICY_ONLY     | 0 | token            | ok      |                        | Mail.Send",
                "WRONG_SECRET    | 1 | sign-in          | problem | AADSTS7000215          | Invalid client secret",
                "WRONG_SECRET    | 1 | sender           | skipped |                        | Nobody is signed in",
                "EXPIRED_SECRET  | 1 | sign-in          | problem | AADSTS7000222          | are expired",
                "WRONG_TENANT    | 1 | sign-in          | problem | AADSTS90002            | not found",
                "NO_CONSENT      | 1 | sender           | problem | ErrorAccessDenied      | can't send as erp@contoso.com",
                "NO_CONSENT      | 1 | forbidden-sender | ok      | ErrorAccessDenied      | can't send as ceo@contoso.com",
                "SENDER_BLOCKED  | 1 | sender           | problem | ErrorAccessDenied      | can't send as erp@contoso.com",
                "NO_SCOPE        | 1 | sender           | ok      | ErrorInvalidRecipients | can send as erp@contoso.com",
                "NO_SCOPE        | 1 | forbidden-sender | problem | ErrorInvalidRecipients | can send as ceo@contoso.com",
                "BOTH_GRANTS     | 1 | forbidden-sender | problem | ErrorInvalidRecipients | can send as ceo@contoso.com",
                "SCOPE_TOO_WIDE  | 1 | forbidden-sender | problem | ErrorInvalidRecipients | can send as ceo@contoso.com",
                "UNKNOWN_MAILBOX | 1 | sender           | problem | ErrorInvalidUser       | has no mailbox in this tenant",
                "NOBODY_LISTENS  | 1 | entra            | problem |                        | Connection refused",
                "NOBODY_LISTENS  | 1 | graph            | problem |                        | Connection refused",
                "NOBODY_LISTENS  | 1 | sign-in          | skipped |                        | Entra can't be reached",
                "UNKNOWN_HOST    | 1 | entra            | problem |                        | the name no-such-host.invalid could not be looked up",
                "UNKNOWN_HOST    | 1 | graph            | ok      |                        | answered over TLS",
                "UNTRUSTED       | 1 | graph            | problem |                        | TLS could not be agreed on",
            })
    void saysTheRightThingInTheRightLine(
            Scenario scenario, int exitStatus, String check, String status, String code, String observed) {
        DoctorRun run = Runs.of(scenario);

        assertThat(run.exitStatus()).isEqualTo(exitStatus);
        assertThat(run.json().path("exitStatus").asInt()).isEqualTo(exitStatus);
        assertThat(run.check(check).path("status").asText()).isEqualTo(status);
        assertThat(run.check(check).path("observed").asText()).contains(observed);
        assertThat(run.check(check).path("code").textValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRONG_SECRET    | sign-in          | Add-MgApplicationPassword -ApplicationId $app.Id",
                "EXPIRED_SECRET  | sign-in          | Add-MgApplicationPassword -ApplicationId $app.Id",
                "WRONG_TENANT    | sign-in          | (Get-MgContext).TenantId",
                "NO_CONSENT      | sender           | New-ManagementRoleAssignment -App 'OID' -Role 'Application Mail.Send'",
                "SENDER_BLOCKED  | sender           | Test-ApplicationAccessPolicy -Identity 'erp@contoso.com' -AppId 'CLIENT'",
                "NO_SCOPE        | forbidden-sender | Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId 'OID'",
                "BOTH_GRANTS     | forbidden-sender | Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId 'OID'",
                "SCOPE_TOO_WIDE  | forbidden-sender | New-ManagementScope -Name 'camel-graphmail c1ae2f4a narrow'",
                "UNKNOWN_MAILBOX | sender           | Get-Recipient -Identity 'erp@contoso.com'",
                "NOBODY_LISTENS  | graph            | curl -v",
                "UNKNOWN_HOST    | entra            | nslookup no-such-host.invalid",
                "UNTRUSTED       | graph            | openssl s_client -connect localhost:",
            })
    void givesTheCommandsWithTheTenantsOwnIds(Scenario scenario, String check, String command) {
        String commands = Runs.of(scenario).check(check).at("/advice/commands").toString();

        assertThat(commands)
                .contains(command.replace("CLIENT", DoctorLab.CLIENT)
                        .replace(
                                "OID",
                                lab.sandbox().app(DoctorLab.CLIENT).principal().objectId()))
                .doesNotContain("CLIENT_ID");
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoMailAndShowsNoSecret(Scenario scenario) {
        DoctorRun run = Runs.of(scenario);

        assertThat(run.json().path("checks")).isNotEmpty();
        assertThat(Runs.tracesOf(scenario)).isZero();
        assertThat(run.out() + run.err())
                .doesNotContain(SandboxConfiguration.CLIENT_SECRET)
                .doesNotContain("not-the-secret")
                .doesNotContain(lab.sandbox().trustStorePassword());
    }

    /** Each scenario once, whatever is asked about it. */
    private static final class Runs {

        private static final Map<Scenario, DoctorRun> RUNS = new HashMap<>();
        private static final Map<Scenario, Integer> TRACES = new HashMap<>();

        private static DoctorRun of(Scenario scenario) {
            return RUNS.computeIfAbsent(scenario, absent -> {
                DoctorRun run = scenario.run(lab, "--json");
                TRACES.put(scenario, lab.traces());
                return run;
            });
        }

        private static int tracesOf(Scenario scenario) {
            of(scenario);
            return TRACES.get(scenario);
        }
    }

    @Test
    void tellsOfTheRiskOfATenantWideConsentBesideAForbiddenSender() {
        assertThat(Runs.of(Scenario.POLICY_ONLY)
                        .check("token")
                        .at("/advice/text")
                        .asText())
                .startsWith("Risk: the token has Mail.Send for the whole tenant.");
        assertThat(Runs.of(Scenario.RBAC_ONLY).check("token").path("advice").isNull())
                .isTrue();
    }

    @Test
    void turnsWithWhatAnAdministratorDoes() {
        Map<String, String> properties = lab.properties();
        String[] asked = {"--sender", DoctorLab.SENDER, "--forbidden", DoctorLab.FORBIDDEN};

        assertThat(lab.run(properties, asked).row("Forbidden sender")).startsWith("✗");

        lab.sandbox().access().assign(DoctorLab.CLIENT, ApplicationRole.MAIL_SEND, MailboxScope.of(DoctorLab.SENDER));
        lab.app(app -> app.withRoles(Set.of()));

        DoctorRun mended = lab.run(properties, asked);
        assertThat(mended.row("Forbidden sender")).startsWith("✓");
        assertThat(mended.row("Sender")).startsWith("✓");
        assertThat(mended.exitStatus()).isZero();
    }

    @Test
    void doesNotKnowWhetherTheAppIsLimitedWhereNothingIsForbidden() {
        DoctorRun run = lab.run(lab.properties(), "--sender", DoctorLab.SENDER);

        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(run.row("Forbidden sender")).startsWith("?").contains("--forbidden or option forbiddenSender");
    }

    @Test
    void looksAtTheForbiddenSenderOfTheApplicationToo() {
        DoctorRun run = lab.run(
                lab.properties(properties -> properties.put(OWN + "forbidden-sender", DoctorLab.FORBIDDEN)),
                "--sender",
                DoctorLab.SENDER,
                "--forbidden",
                "ops@contoso.com");

        assertThat(run.row("Forbidden sender ceo@contoso.com")).startsWith("✗");
        assertThat(run.row("Forbidden sender ops@contoso.com")).startsWith("✗");
    }

    @Test
    void looksAtEachSender() {
        lab.sandbox().access().restrict(DoctorLab.CLIENT, DoctorLab.SENDER);

        DoctorRun run = lab.run(
                lab.properties(properties -> properties.put("mail.sender", DoctorLab.SENDER)),
                "--sender",
                "noreply@contoso.com",
                "--sender-property",
                "mail.sender",
                "--forbidden",
                DoctorLab.FORBIDDEN);

        assertThat(run.row("Sender erp@contoso.com")).startsWith("✓");
        assertThat(run.row("Sender noreply@contoso.com")).startsWith("✗");
    }

    @Test
    void looksAtMailReadWriteForLargeMails() {
        DoctorRun run = lab.run(
                lab.properties(),
                "--sender",
                DoctorLab.SENDER,
                "--forbidden",
                DoctorLab.FORBIDDEN,
                "--large-mails",
                "--json");

        assertThat(run.check("sender-drafts").path("status").asText()).isEqualTo("problem");
        assertThat(run.check("sender-drafts").at("/advice/commands").toString())
                .contains("-AppRoleId 'e2a3a72e-5f79-4c64-b1b1-878b674786c9'");
        assertThat(run.check("forbidden-drafts").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void findsThatTheDraftsOfAForbiddenSenderAreOpen() {
        lab.app(app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));

        DoctorRun run = lab.run(
                lab.properties(),
                "--sender",
                DoctorLab.SENDER,
                "--forbidden",
                DoctorLab.FORBIDDEN,
                "--large-mails",
                "--json");

        JsonNode drafts = run.check("forbidden-drafts");
        assertThat(drafts.path("status").asText()).isEqualTo("problem");
        assertThat(drafts.path("observed").asText()).contains("can change messages of");
        assertThat(drafts.at("/advice/text").asText()).contains("Mail.ReadWrite for the whole tenant");
    }

    @Test
    void givesBackInExchangeWhatGoesWithTheConsent() {
        lab.app(app -> app.withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE)));

        DoctorRun run =
                lab.run(lab.properties(), "--sender", DoctorLab.SENDER, "--forbidden", DoctorLab.FORBIDDEN, "--json");

        assertThat(run.check("forbidden-sender").at("/advice/commands").toString())
                .containsSubsequence(
                        "'Application Mail.Send'",
                        "'Application Mail.ReadWrite'",
                        "Remove-MgServicePrincipalAppRoleAssignment");
    }

    @Test
    void sendsATestMailWhenAsked() {
        DoctorRun run = lab.run(
                lab.properties(properties -> {
                    properties.put(OWN + "bcc", "archive@contoso.com");
                    properties.put(OWN + "operation", "draft");
                }),
                "--sender",
                DoctorLab.SENDER,
                "--send-test-to",
                "admin@contoso.com");

        assertThat(run.row("Test mail")).startsWith("✓").contains("Graph accepted a test mail to admin@contoso.com");
        assertThat(lab.sandbox().mails()).singleElement().satisfies(mail -> {
            assertThat(mail.message().to())
                    .extracting(recipient -> recipient.address())
                    .containsExactly("admin@contoso.com");
            assertThat(mail.message().bcc()).isEmpty();
        });
    }

    @Test
    void sendsATestMailByTheApplicationsPolicy() {
        DoctorRun refused = lab.run(
                lab.properties(properties -> properties.put(OWN + "allowed-recipients", "*@fabrikam.com")),
                "--sender",
                DoctorLab.SENDER,
                "--send-test-to",
                "admin@contoso.com");
        DoctorRun redirected = lab.run(
                lab.properties(properties -> properties.put(OWN + "redirect-to", "staging@contoso.com")),
                "--sender",
                DoctorLab.SENDER,
                "--send-test-to",
                "admin@contoso.com");

        assertThat(refused.row("Test mail")).startsWith("✗").contains("allowedRecipients");
        assertThat(redirected.row("Test mail")).startsWith("✓").contains("redirected to staging@contoso.com");
        assertThat(lab.sandbox().mails()).hasSize(1);
    }

    @Test
    void sendsNoTestMailWhereItCouldNotGo() {
        lab.sandbox().access().restrict(DoctorLab.CLIENT, "ops@contoso.com");

        DoctorRun run = lab.run(lab.properties(), "--sender", DoctorLab.SENDER, "--send-test-to", "admin@contoso.com");

        assertThat(run.row("Test mail")).startsWith("–").contains("can't send as the sender");
        assertThat(lab.traces()).isZero();
    }

    @Test
    void doesNotWaitForGraphForEver() {
        lab.sandbox().faults().once(new Fault(Fault.Operation.SEND_MAIL, Fault.Moment.BEFORE, Fault.stall()));

        DoctorRun run = lab.run(
                lab.properties(), "--sender", DoctorLab.SENDER, "--forbidden", DoctorLab.FORBIDDEN, "--timeout", "1");

        assertThat(run.row("Sender")).startsWith("?").contains("No answer came from Graph about erp@contoso.com");
    }

    @Test
    void tellsWhatTheProxyAnswered() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            answerAll(
                    proxy,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n");

            DoctorRun run = lab.run(
                    lab.properties(properties -> {
                        properties.put(OWN + "proxy-host", "localhost");
                        properties.put(OWN + "proxy-port", Integer.toString(proxy.getLocalPort()));
                        properties.put(OWN + "proxy-username", "erp");
                        properties.put(OWN + "proxy-password", "proxy-secret");
                    }),
                    "--sender",
                    DoctorLab.SENDER);

            assertThat(run.row("Graph")).startsWith("✗").contains("The proxy").contains("answered 407");
            assertThat(run.out()).doesNotContain("proxy-secret");
        }
    }

    @Test
    void doesNotKnowWhatAServerIsThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            answerAll(silent, "");

            DoctorRun run = lab.run(
                    lab.properties(properties ->
                            properties.put(OWN + "authority-host", "http://localhost:" + silent.getLocalPort())),
                    "--sender",
                    DoctorLab.SENDER);

            assertThat(run.row("Entra")).startsWith("?").contains("No answer came from http://localhost:");
            assertThat(run.row("Sign-in")).startsWith("–");
        }
    }

    /** Reads what each client asks, answers the same and closes the connection, until the socket is closed. */
    private static void answerAll(ServerSocket server, String answer) {
        Thread serving = new Thread(() -> {
            while (!server.isClosed()) {
                answerOne(server, answer);
            }
        });
        serving.start();
    }

    private static void answerOne(ServerSocket server, String answer) {
        try (Socket client = server.accept();
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            // The client has gone, or the test has ended.
        }
    }

    @Test
    void findsASenderByItsObjectIdAndAnAddressWithATag() {
        DoctorRun run = lab.run(
                lab.properties(),
                "--sender",
                lab.sandbox().mailboxes().find(DoctorLab.SENDER).orElseThrow().objectId(),
                "--sender",
                "erp+orders@contoso.com",
                "--forbidden",
                DoctorLab.FORBIDDEN);

        assertThat(run.row("Sender "
                        + lab.sandbox()
                                .mailboxes()
                                .find(DoctorLab.SENDER)
                                .orElseThrow()
                                .objectId()))
                .startsWith("✓");
        assertThat(run.row("Sender erp+orders@contoso.com")).contains("ErrorInvalidUser");
    }

    @Test
    void printsWordsWhereThereAreNoSigns() {
        lab.sandbox().access().restrict(DoctorLab.CLIENT, "ops@contoso.com");

        DoctorRun run =
                lab.run(lab.properties(), "--sender", DoctorLab.SENDER, "--forbidden", DoctorLab.FORBIDDEN, "--ascii");

        assertThat(run.out()).contains("  ok   Graph").contains("  FAIL Sender").matches("\\p{ASCII}*");
    }

    @Test
    void printsJsonOfAsciiAlone() {
        DoctorRun run = Runs.of(Scenario.NO_CONSENT);

        assertThat(run.out()).matches("\\p{ASCII}*");
        assertThat(run.json().path("outcome").asText()).isEqualTo("problem");
    }

    @Test
    void takesThePropertiesOfTheApplicationAsTheyAre() throws IOException {
        Path secret = Files.writeString(
                directory.resolve("secret.properties"), "erp.secret=" + SandboxConfiguration.CLIENT_SECRET);
        Map<String, String> properties = lab.properties(own -> {
            own.remove(OWN + "client-secret");
            own.remove(OWN + "tenant-id");
            own.put(OWN + "configuration.clientSecret", "{{erp.secret}}");
            own.put(OWN + "configuration.tenant-id", "{{tenant}}");
            own.put("tenant", lab.sandbox().tenant().id());
            own.put("camel.component.kafka.brokers", "broker:9092");
            own.put("camel.server.enabled", "true");
            own.put("camel.main.routes-include-pattern", "file:no-such-route.yaml");
            own.put("camel.main.name", "erp");
            own.put("camel.beans.queue", "#class:com.contoso.Queue");
            own.put("camel.vault.azure.refresh-enabled", "true");
            own.put("greeting", "{{env:NOBODY_HAS_SET_THIS}}");
        });
        lab.sandbox().access().restrict(DoctorLab.CLIENT, DoctorLab.SENDER);

        DoctorRun run = lab.run(
                properties,
                "--config",
                "file:" + secret,
                "--sender",
                DoctorLab.SENDER,
                "--forbidden",
                DoctorLab.FORBIDDEN);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitStatus()).as(run.out()).isZero();
    }

    @Test
    void takesSecretsFromTheFolderTheyAreMountedIn() throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("mounted"));
        Files.createDirectories(mounted.resolve("..2026_11_23"));
        Files.writeString(mounted.resolve(OWN + "client-secret"), SandboxConfiguration.CLIENT_SECRET + "\n");

        DoctorRun run = lab.run(
                lab.properties(own -> own.put(OWN + "client-secret", "of yesterday")),
                "--config",
                mounted.toString(),
                "--sender",
                DoctorLab.SENDER);

        assertThat(run.out()).contains("✓ Sign-in");
    }

    @Test
    void findsTheComponentUnderAnotherName() {
        Map<String, String> properties = new HashMap<>();
        lab.properties()
                .forEach((name, value) ->
                        properties.put(name.replace("camel.component.graphmail.", "camel.component.erp-mail."), value));

        DoctorRun run =
                lab.run(properties, "--component", "erp-mail", "--sender", DoctorLab.SENDER, "--forbidden", "a@b.de");

        assertThat(run.row("Sender")).as(run.err()).startsWith("✓");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-secrt        | TOP-SECRET     | clientSecrt: there is no such option",
                "request-timeout     | TOP-SECRET     | requestTimeout: 0 ms is no time",
                "client-secret       | {{env:NOT_SET_ANYWHERE}} | from input: {{env:NOT_SET_ANYWHERE}}",
                "client-secret       | TOP-SECRET{{no.such}} | no.such",
                "graph-endpoint      | ftp://graph    | graphEndpoint: 'ftp://graph'",
                "credential-type     | password       | credentialType",
                "client-certificate  | file:no-such.pem | clientSecret and clientCertificate are set",
                "allowed-senders     | ''             | allowed-senders",
            })
    void saysWhichPropertyMakesNoSense(String option, String value, String message) {
        DoctorRun run = lab.run(
                lab.properties(properties -> properties.put(OWN + option, value)), "--sender", DoctorLab.SENDER);

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("TOP-SECRET").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatInJsonToo() {
        DoctorRun run = lab.run(
                lab.properties(properties -> properties.put(OWN + "client-secrt", "TOP-SECRET")),
                "--sender",
                DoctorLab.SENDER,
                "--json");

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.json().path("outcome").asText()).isEqualTo("error");
        assertThat(run.json().path("error").asText()).contains("clientSecrt").doesNotContain("TOP-SECRET");
    }

    @Test
    void saysHowItIsUsed() {
        Map<String, String> properties = lab.properties();
        List<String[]> wrong = List.of(
                new String[] {},
                new String[] {"--sender", "erp"},
                new String[] {"--sender", "erp'; Remove-Mailbox@contoso.com"},
                new String[] {"--sender", "erp’@contoso.com"},
                new String[] {"--sender", "$(calc)@contoso.com"},
                new String[] {"--sender-property", "mail.sender"},
                new String[] {"--sender", DoctorLab.SENDER, "--forbidden", "ERP@contoso.com"},
                new String[] {"--sender", DoctorLab.SENDER, "--send-test-to", "nobody"},
                new String[] {"--sender", DoctorLab.SENDER, "--timeout", "0"},
                new String[] {"--sender", DoctorLab.SENDER, "--component", "other"},
                new String[] {"--sender", DoctorLab.SENDER, "--config", "no-such-file.properties"},
                new String[] {"--no-such-option"});
        for (String[] arguments : wrong) {
            DoctorRun run = lab.run(properties, arguments);

            assertThat(run.exitStatus()).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(run.err()).as(String.join(" ", arguments)).isNotBlank();
        }
        assertThat(DoctorLab.execute("--sender", DoctorLab.SENDER).err()).contains("--config application.properties");
        assertThat(DoctorLab.execute("--help").out()).contains("Exit status:").contains("setup");
    }
}
