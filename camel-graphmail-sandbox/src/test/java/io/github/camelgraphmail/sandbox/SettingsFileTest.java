package io.github.camelgraphmail.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.sandbox.smtp.SmtpServer;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sandbox set up by a file. */
class SettingsFileTest {

    private static final String EVERYTHING = """
            tenantId: 11111111-2222-4333-8444-555555555555
            mailboxes:
              - address: ERP@fabrikam.com
                displayName: The ERP
                aliases: [billing@fabrikam.com]
              - {address: old@fabrikam.com, state: on-premises}
            apps:
              - clientId: 99999999-2222-4333-8444-555555555555
                displayName: ERP
                secrets:
                  - plain-secret
                  - {value: old-secret, expires: 2026-01-01T00:00:00Z}
                certificates: [erp.pem]
                roles: [Mail.Send]
            policies:
              - {app: 99999999-2222-4333-8444-555555555555, right: restrict, mailboxes: [erp@fabrikam.com]}
            assignments:
              - {app: 99999999-2222-4333-8444-555555555555, role: Application Mail.Read, mailboxes: [erp@fabrikam.com]}
              - {app: 99999999-2222-4333-8444-555555555555, role: Application Mail.ReadWrite}
            sendGrants:
              - {mailbox: erp@fabrikam.com, from: old@fabrikam.com, kind: send-on-behalf}
            faults:
              - {fault: throttled, rate: 0.1, length: 5s, mailbox: erp@fabrikam.com, operations: [send-mail]}
            propagationDelay: 30m
            tokenLifetime: PT10M
            clock: 2026-11-23T08:00:00Z
            concurrentPerMailbox: 3
            latency: 20ms
            seed: 42
            capacity: 50
            httpPort: 0
            dataDirectory: data
            forward: localhost:1025
            """;

    @TempDir
    private Path directory;

    @Test
    void readsAllThereIs() throws IOException {
        AppCertificate certificate =
                AppCertificate.create("ERP", Instant.now(), Instant.now().plusSeconds(60));
        certificate.writePem(directory.resolve("erp.pem"));

        SandboxConfiguration configuration = SandboxConfiguration.defaults().with(file("sandbox.yaml", EVERYTHING));

        assertThat(configuration.tenant().id()).startsWith("11111111");
        assertThat(configuration.tenant().mailboxes())
                .containsExactly(
                        new Mailbox(
                                "erp@fabrikam.com", "The ERP", Mailbox.State.ACTIVE, Set.of("billing@fabrikam.com")),
                        Mailbox.of("old@fabrikam.com").withState(Mailbox.State.ON_PREMISES));
        AppRegistration app = configuration.tenant().apps().get(0);
        assertThat(app.certificates()).containsExactly(certificate.certificate());
        assertThat(app.principal().roles()).containsExactly("Mail.Send");
        assertThat(app.secrets()).hasSize(2);
        assertThat(app.secrets().get(0).matches("plain-secret")).isTrue();
        assertThat(app.secrets().get(1).isExpired(Instant.parse("2026-01-02T00:00:00Z")))
                .isTrue();
        assertThat(configuration.access().policies().get(0).right()).isEqualTo(AccessPolicy.Right.RESTRICT_ACCESS);
        assertThat(configuration.access().assignments().get(0).role()).isEqualTo(ApplicationRole.MAIL_READ);
        assertThat(configuration.access().assignments().get(1).scope()).isEqualTo(MailboxScope.organization());
        assertThat(configuration.access().mayUseFrom("erp@fabrikam.com", "old@fabrikam.com"))
                .isPresent();
        assertThat(configuration.faults().get(0).recurrence()).isEqualTo(new FaultPlan.Recurrence.Rate(0.1));
        assertThat(configuration.propagationDelay()).isEqualTo(Duration.ofMinutes(30));
        assertThat(configuration.tokenLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.clock().instant())
                .isBetween(Instant.parse("2026-11-23T08:00:00Z"), Instant.parse("2026-11-23T08:10:00Z"));
        assertThat(configuration.behaviour().concurrentPerMailbox()).isEqualTo(3);
        assertThat(configuration.behaviour().latency()).isEqualTo(Duration.ofMillis(20));
        assertThat(configuration.behaviour().seed()).isEqualTo(42);
        assertThat(configuration.forward()).contains(new SmtpServer("localhost", 1025));
        assertThat(configuration.capacity()).isEqualTo(50);
        assertThat(configuration.dataDirectory()).contains(directory.resolve("data"));
    }

    @Test
    void readsJsonAndKeepsTheRestAsItIs() throws IOException {
        SandboxConfiguration configuration = SandboxConfiguration.defaults()
                .with(file("sandbox.json", "{\"mailboxes\":[{\"address\":\"erp@fabrikam.com\"}]}"));

        assertThat(configuration.tenant().mailboxes()).containsExactly(Mailbox.of("erp@fabrikam.com"));
        assertThat(configuration.tenant().apps())
                .isEqualTo(SandboxConfiguration.defaults().tenant().apps());
        assertThat(SandboxConfiguration.defaults().with(file("empty.yaml", "")).tenant())
                .isEqualTo(SandboxConfiguration.defaults().tenant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tenantId: contoso | tenantId: contoso is no GUID",
                "tenant: x | tenant: there is no such setting; here are allowRemote, apps, assignments,",
                "mailboxes: [null] | mailboxes[0]: there is nothing",
                "mailboxes: [] | mailboxes: there is none",
                "mailboxes: [{displayName: ERP}] | mailboxes[0].address: it is missing",
                "mailboxes: [{address: erp}] | mailboxes[0].address: erp is no address",
                "mailboxes: [{address: a@b.c}, {address: A@b.c}] | mailboxes[1].address: a@b.c is there twice",
                "mailboxes: [{address: a@b.c, state: gone}] | mailboxes[0].state: gone is not known; there are active,",
                "mailboxes: erp@contoso.com | mailboxes: a list is expected",
                "apps: [{clientId: a, secret: x}] | apps[0].secret: there is no such setting",
                "apps: [{displayName: a}] | apps[0].clientId: it is missing",
                "apps: [{clientId: a, secrets: [{expires: 2027-01-31}]}] | apps[0].secrets[0].expires: 2027-01-31 is no point of time, such as",
                "apps: [{clientId: a, certificates: ['-----BEGIN nothing']}] | apps[0].certificates[0]: it has no line",
                "policies: [{app: a, right: restrict, mailboxes: [erp@contoso.com]}] | policies[0].app: no application has the client id a",
                "policies: [{app: c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a, right: allow, mailboxes: []}] | policies[0].right: allow is not known; there are restrict, deny",
                "policies: [{app: c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a, right: deny, mailboxes: [x@y.z]}] | policies[0].mailboxes: there is no mailbox x@y.z",
                "assignments: [{app: c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a, role: Mail.Send}] | assignments[0].role: Mail.Send is not known here; there are Application Mail.Send",
                "sendGrants: [{mailbox: erp@contoso.com}] | sendGrants[0].from: it is missing",
                "faults: [{fault: fire}] | faults[0].fault: fire is not known; there are throttled",
                "faults: [{fault: closed, times: 1, rate: 1}] | faults[0].rate: a fault comes a number of times or at a rate",
                "faults: [{fault: hidden, operations: [read]}] | faults[0].operations[0]: hidden can't befall read",
                "propagationDelay: soon | propagationDelay: soon is no length of time, such as 200ms, 30s",
                "concurrentPerMailbox: 0 | concurrentPerMailbox: 0, but one request has to be possible",
                "httpPort: 70000 | httpPort: 70000 is no port",
                "forward: localhost | forward: localhost is no address of an SMTP server",
                "httpPort: many | httpPort: many is no number",
                "apps: [{clientId: a, secrets: [x | line 1",
            })
    void saysWhatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> SandboxConfiguration.defaults().with(file("sandbox.yaml", yaml)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sandbox.yaml: ")
                .hasMessageContaining(message);
    }

    @Test
    void repeatsNoSecret() throws IOException {
        Path unreadable = file("sandbox.yaml", "apps: [{clientId: a, secrets: [{value: [top-secret]}]}]");
        Path malformed = file("other.yaml", "apps: [{clientId: a, secrets: [top-secret, }");

        assertThatThrownBy(() -> SandboxConfiguration.defaults().with(unreadable))
                .message()
                .contains("apps[0].secrets[0].value")
                .doesNotContain("top-secret");
        assertThatThrownBy(() -> SandboxConfiguration.defaults().with(malformed))
                .message()
                .contains("line 1")
                .doesNotContain("top-secret");
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThatThrownBy(() -> SandboxConfiguration.defaults().with(directory.resolve("none.yaml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.yaml");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
