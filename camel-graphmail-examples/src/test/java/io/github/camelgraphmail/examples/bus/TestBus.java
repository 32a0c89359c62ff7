package io.github.camelgraphmail.examples.bus;

import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.QuickGraphMail;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetters;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.main.Main;
import org.awaitility.core.ConditionFactory;

/** A bus in this process, with all it has in one folder, that sends to a sandbox. */
final class TestBus implements AutoCloseable {

    private final Path folder;
    private final Main main;

    private TestBus(Path folder, Main main) {
        this.folder = folder;
        this.main = main;
    }

    /** A sandbox whose application may send as these mailboxes, by drafts as well. */
    static GraphMailSandbox sandbox(String... mailboxes) {
        return GraphMailSandbox.start(configuration(mailboxes));
    }

    static SandboxConfiguration configuration(String... mailboxes) {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant()
                .apps()
                .get(0)
                .withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        return defaults.withTenant(new Tenant(defaults.tenant().id(), Set.of(mailboxes), List.of(app)));
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    /** @param properties beside those that each bus in a test has */
    static TestBus start(Path folder, GraphMailSandbox sandbox, Map<String, String> properties) {
        Main main = MailBus.create();
        main.bind("graphmail", QuickGraphMail.component(Duration.ofMillis(50)));
        properties(folder, sandbox).forEach(main::addOverrideProperty);
        properties.forEach(main::addOverrideProperty);
        main.start();
        return new TestBus(folder, main);
    }

    /** Of a bus that is quick, and whose Graph is a sandbox. */
    static Map<String, String> properties(Path folder, GraphMailSandbox sandbox) {
        return Map.ofEntries(
                Map.entry(
                        "camel.component.graphmail.tenant-id", sandbox.tenant().id()),
                Map.entry(
                        "camel.component.graphmail.client-id",
                        sandbox.tenant().apps().get(0).clientId()),
                Map.entry(
                        "camel.component.graphmail.client-secret",
                        sandbox.tenant().apps().get(0).clientSecret()),
                Map.entry(
                        "camel.component.graphmail.authority-host",
                        sandbox.http().toString()),
                Map.entry(
                        "camel.component.graphmail.graph-endpoint",
                        sandbox.http().toString()),
                // Ports, and requests that would meet the faults of a test.
                Map.entry("camel.management.enabled", "false"),
                Map.entry("bus.doctor.period", "0"),
                Map.entry("bus.data", folder.resolve("data").toString()),
                Map.entry("bus.folder", folder.resolve("folder").toString()),
                Map.entry("bus.pickup", folder.resolve("pickup").toString()),
                Map.entry("bus.csv", folder.resolve("csv").toString()),
                Map.entry("bus.dead-letters", folder.resolve("dead-letters").toString()),
                Map.entry("bus.attachments", folder.resolve("attachments").toString()),
                Map.entry("bus.files.poll", "100"),
                // Files are moved to where they are dropped: they come as a whole.
                Map.entry("bus.files.settled", "100ms"),
                Map.entry("bus.files.rest", "300ms"),
                Map.entry("bus.lock.interval", "200ms"),
                Map.entry("bus.retry.first", "200ms"),
                Map.entry("bus.retry.longest", "1s"),
                Map.entry("camel.component.graphmail.retry-timeout", "300"));
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    Main main() {
        return main;
    }

    ConnectionFactory connections() {
        return main.getCamelContext()
                .getComponent("jms", JmsComponent.class)
                .getConfiguration()
                .getConnectionFactory();
    }

    DeadLetters letters() {
        return new DeadLetters(connections(), "mail.dead", "mail.jobs", copy -> {});
    }

    List<DeadLetter> deadLetters() {
        return letters().list();
    }

    @Override
    public void close() {
        main.stop();
    }

    static AcceptedMail mailWithSubject(GraphMailSandbox sandbox, String subject) {
        List<AcceptedMail> mails = sandbox.mails().stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
        if (mails.size() != 1) {
            throw new AssertionError(mails.size() + " mails have the subject " + subject + ", of "
                    + sandbox.mails().stream().map(AcceptedMail::subject).toList());
        }
        return mails.get(0);
    }
}
