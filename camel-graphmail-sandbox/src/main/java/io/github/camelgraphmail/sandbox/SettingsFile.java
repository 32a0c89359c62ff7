package io.github.camelgraphmail.sandbox;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.settings.References;
import io.github.camelgraphmail.sandbox.settings.SandboxSettings;
import io.github.camelgraphmail.sandbox.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A sandbox's configuration in a file. What its paths name is looked for beside it. */
final class SettingsFile {

    private static final int LAST_PORT = 65_535;

    private final Path file;

    SettingsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** @param usual what the file leaves out */
    SandboxConfiguration onto(SandboxConfiguration usual) {
        SettingsReader reader = file.toString().endsWith(".json") ? SettingsReader.json() : SettingsReader.yaml();
        String text = text(file);
        try {
            return reader.read(text, SandboxSettings.class)
                    .map(settings -> onto(usual, settings))
                    .orElse(usual);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file.getFileName() + ": " + wrong.getMessage(), wrong);
        }
    }

    private SandboxConfiguration onto(SandboxConfiguration usual, SandboxSettings settings) {
        Tenant tenant = tenant(settings, usual.tenant());
        SandboxConfiguration configuration = usual.withTenant(tenant)
                .withAccess(settings.access(new References(
                        clientId -> tenant.apps().stream().anyMatch(app -> isOf(app, clientId)),
                        address -> tenant.mailboxes().stream().anyMatch(mailbox -> mailbox.isAddressedBy(address)))))
                .withFaults(settings.faultPlans())
                .withBehaviour(behaviour(settings, usual.behaviour()))
                .withListenAddress(settings.listen().orElse(usual.listen()))
                .withPorts(
                        port("httpPort", orElse(settings.httpPort(), usual.httpPort())),
                        port("httpsPort", orElse(settings.httpsPort(), usual.httpsPort())))
                .withPropagationDelay(orElse(settings.propagationDelay(), usual.propagationDelay()))
                .withTokenLifetime(orElse(settings.tokenLifetime(), usual.tokenLifetime()))
                .withCapacity(orElse(settings.capacity(), usual.capacity()));
        if (settings.clock() != null) {
            Clock now = Clock.systemUTC();
            configuration =
                    configuration.withClock(Clock.offset(now, Duration.between(now.instant(), settings.clock())));
        }
        if (settings.forward() != null) {
            configuration = configuration.withForward(settings.forwardTo().orElseThrow());
        }
        return settings.dataDirectory() == null
                ? configuration
                : configuration.withDataDirectory(file.resolveSibling(settings.dataDirectory()));
    }

    private Tenant tenant(SandboxSettings settings, Tenant usual) {
        return new Tenant(
                orElse(settings.tenantId(), usual.id()),
                settings.mailboxesSet().orElse(usual.mailboxes()),
                settings.appsSet(this::pem).orElse(usual.apps()),
                usual.managedIdentities());
    }

    private static GraphBehaviour behaviour(SandboxSettings settings, GraphBehaviour usual) {
        return new GraphBehaviour(
                orElse(settings.latency(), usual.latency()),
                orElse(settings.concurrentPerMailbox(), usual.concurrentPerMailbox()),
                orElse(settings.seed(), usual.seed()));
    }

    /** What is PEM already, or a file of it. */
    private String pem(String textOrFile) {
        return textOrFile.contains("-----BEGIN") ? textOrFile : text(file.resolveSibling(textOrFile));
    }

    private static int port(String field, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(field + ": " + port + " is no port; take one up to 65535, or 0 for any");
        }
        return port;
    }

    private static boolean isOf(AppRegistration app, String clientId) {
        return app.clientId().equalsIgnoreCase(clientId);
    }

    private static <T> T orElse(T set, T usual) {
        return Optional.ofNullable(set).orElse(usual);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e, e);
        }
    }
}
