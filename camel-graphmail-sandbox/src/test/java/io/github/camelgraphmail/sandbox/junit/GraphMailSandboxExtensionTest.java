package io.github.camelgraphmail.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.SandboxClock;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension, as a test uses it. */
class GraphMailSandboxExtensionTest {

    private static final String ERP = "erp@contoso.com";

    @RegisterExtension
    static final GraphMailSandboxExtension GRAPH = GraphMailSandboxExtension.create();

    private static GraphMailSandbox ofTheClass;

    @BeforeAll
    static void isThereBeforeAllTests() {
        ofTheClass = GRAPH.sandbox();
    }

    /** The second time finds nothing of what the first has done. */
    @RepeatedTest(2)
    void startsEachTestAnew(
            GraphMailSandbox sandbox,
            Faults faults,
            AccessControl access,
            MailboxDirectory mailboxes,
            SandboxClock clock) {
        assertThat(GRAPH.sandbox()).isSameAs(sandbox);
        assertThat(GRAPH.mails()).isEmpty();
        assertThat(faults.planned()).isEmpty();
        assertThat(access.rules().policies()).isEmpty();
        assertThat(mailboxes.find("new@contoso.com")).isEmpty();
        assertThat(clock.ahead()).isZero();

        send(sandbox, "First");
        faults.plan(FaultKind.CLOSED.plan().rate(1));
        access.deny(SandboxConfiguration.CLIENT_ID, ERP);
        mailboxes.put(Mailbox.of("new@contoso.com"));
        clock.advance(Duration.ofHours(1));

        assertThat(GRAPH.mails()).hasSize(1);
        assertThat(GRAPH.sandbox().clock().ahead()).isPositive();
    }

    @Test
    void waitsForAMail() throws Exception {
        CompletableFuture<String> subject = CompletableFuture.supplyAsync(
                () -> GRAPH.await("the second", mail -> mail.subject().equals("Second"))
                        .subject());
        send(GRAPH.sandbox(), "First");
        send(GRAPH.sandbox(), "Second");

        assertThat(subject.get(10, TimeUnit.SECONDS)).isEqualTo("Second");
        assertThat(GRAPH.await("the first", mail -> mail.subject().equals("First"))
                        .mailbox())
                .isEqualTo(ERP);
    }

    @Test
    void saysWhatCameInstead() {
        send(GRAPH.sandbox(), "Another");
        GRAPH.sandbox().faults().plan(FaultKind.THROTTLED.plan());

        assertThatThrownBy(() -> GRAPH.sandbox().await("the invoice", mail -> false, Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "PT0.01S", "the invoice", "Another", "ops@contoso.com", "throttled (played 0)");
    }

    @Test
    void givesACamelApplicationWhatItNeeds() {
        assertThat(GRAPH.sandbox().camelProperties())
                .containsEntry("camel.component.graphmail.tenant-id", SandboxConfiguration.TENANT_ID)
                .containsEntry("camel.component.graphmail.client-secret", SandboxConfiguration.CLIENT_SECRET)
                .containsEntry(
                        "camel.component.graphmail.graph-endpoint",
                        GRAPH.sandbox().https().toString())
                .containsEntry("camel.ssl.enabled", "true")
                .containsKey("camel.ssl.trust-store");
    }

    @Nested
    class InNestedClasses {

        @Test
        void isTheSameSandbox() {
            send(GRAPH.sandbox(), "Nested");
            assertThat(GRAPH.mails()).hasSize(1);
            assertThat(GRAPH.sandbox()).isSameAs(ofTheClass);
        }
    }

    private static void send(GraphMailSandbox sandbox, String subject) {
        String mail = "{\"message\":{\"subject\":\"" + subject
                + "\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"ops@contoso.com\"}}]}}";
        assertThat(SandboxClient.plain(sandbox).sendMail(ERP, mail).statusCode())
                .isEqualTo(202);
    }
}
