package io.github.camelgraphmail.examples.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    @TempDir
    private Path folder;

    @Test
    void smoke() throws Exception {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant()
                .apps()
                .get(0)
                .withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        try (GraphMailSandbox sandbox = GraphMailSandbox.start(defaults.withTenant(
                        new Tenant(defaults.tenant().id(), defaults.tenant().mailboxes(), List.of(app))));
                TestBus bus = TestBus.start(folder, sandbox, Map.of())) {
            Files.createDirectories(bus.folder("folder"));
            Files.writeString(bus.folder("folder").resolve("a.txt"), "hello");
            await().untilAsserted(() -> TestBus.mailWithSubject(sandbox, "a.txt"));
            assertThat(bus.deadLetters()).isEmpty();
        }
    }
}
