package io.github.camelgraphmail.sandbox;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.core.access.AccessRules;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.smtp.SmtpServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a sandbox is set up. Immutable: each {@code with...} method answers a changed copy.
 *
 * @param tenant the tenant with its mailboxes and app registrations
 * @param access who may use which mailbox, beside what is consented to
 * @param propagationDelay how long changes of access and consent take
 * @param listen where it listens, on this machine alone unless it is told otherwise
 * @param httpPort the port, 0 for any free one
 * @param httpsPort the port, 0 for any free one
 * @param dataDirectory where the truststore is written; empty for a temporary directory that goes with the sandbox
 * @param capacity how many mails are kept; past it the oldest falls out
 * @param tokenLifetime how long an access token is good for
 * @param clock what time it is for tokens and mails, until it is advanced
 * @param behaviour how Graph bears itself under load
 * @param faults what is to be played from the start
 * @param forward the SMTP server that accepted mails go on to
 */
public record SandboxConfiguration(
        Tenant tenant,
        AccessRules access,
        Duration propagationDelay,
        ListenAddress listen,
        int httpPort,
        int httpsPort,
        Optional<Path> dataDirectory,
        int capacity,
        Duration tokenLifetime,
        Clock clock,
        GraphBehaviour behaviour,
        List<FaultPlan> faults,
        Optional<SmtpServer> forward) {

    /** The tenant id of a sandbox that was given none. */
    public static final String TENANT_ID = "5a4d0b0c-5a0d-4b0c-9a4d-b0c5a4d0b0c5";

    /** The client id of a sandbox that was given none. */
    public static final String CLIENT_ID = "c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a";

    /** The client secret of a sandbox that was given none. It opens nothing but a sandbox. */
    public static final String CLIENT_SECRET = "sandbox-secret";

    private static final int CAPACITY = 10_000;

    /** Entra's default: a little under an hour. */
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(3599);

    /**
     * A tenant {@code contoso.com} with the mailboxes {@code erp@}, {@code noreply@}, {@code ops@} and {@code ceo@}, and one app
     * that has been granted {@code Mail.Send} for all of them; any free ports.
     */
    public static SandboxConfiguration defaults() {
        AppRegistration app =
                new AppRegistration(CLIENT_ID, "Sandbox ERP", CLIENT_SECRET, Set.of(ServicePrincipal.MAIL_SEND));
        Tenant contoso = new Tenant(
                TENANT_ID,
                Set.of("erp@contoso.com", "noreply@contoso.com", "ops@contoso.com", "ceo@contoso.com"),
                List.of(app));
        return new SandboxConfiguration(
                contoso,
                AccessRules.NONE,
                Duration.ZERO,
                ListenAddress.LOOPBACK,
                0,
                0,
                Optional.empty(),
                CAPACITY,
                TOKEN_LIFETIME,
                Clock.systemUTC(),
                GraphBehaviour.DEFAULT,
                List.of(),
                Optional.empty());
    }

    /**
     * This one with what a file of settings says, JSON where its name ends in {@code .json}, YAML otherwise.
     *
     * @throws IllegalArgumentException when a setting is wrong, with the field, its value and the way out
     * @throws UncheckedIOException when the file can't be read
     */
    public SandboxConfiguration with(Path file) {
        return new SettingsFile(file).onto(this);
    }

    public SandboxConfiguration withTenant(Tenant changed) {
        return changed(copy -> copy.tenant = changed);
    }

    public SandboxConfiguration withAccess(AccessRules changed) {
        return changed(copy -> copy.access = changed);
    }

    public SandboxConfiguration withPropagationDelay(Duration delay) {
        return changed(copy -> copy.propagationDelay = delay);
    }

    public SandboxConfiguration withListenAddress(ListenAddress address) {
        return changed(copy -> copy.listen = address);
    }

    public SandboxConfiguration withPorts(int http, int https) {
        return changed(copy -> {
            copy.httpPort = http;
            copy.httpsPort = https;
        });
    }

    public SandboxConfiguration withDataDirectory(Path directory) {
        return changed(copy -> copy.dataDirectory = Optional.of(directory));
    }

    public SandboxConfiguration withCapacity(int mails) {
        return changed(copy -> copy.capacity = mails);
    }

    public SandboxConfiguration withTokenLifetime(Duration lifetime) {
        return changed(copy -> copy.tokenLifetime = lifetime);
    }

    public SandboxConfiguration withClock(Clock changed) {
        return changed(copy -> copy.clock = changed);
    }

    public SandboxConfiguration withBehaviour(GraphBehaviour changed) {
        return changed(copy -> copy.behaviour = changed);
    }

    public SandboxConfiguration withFaults(List<FaultPlan> plans) {
        return changed(copy -> copy.faults = plans);
    }

    public SandboxConfiguration withForward(SmtpServer server) {
        return changed(copy -> copy.forward = Optional.of(server));
    }

    private SandboxConfiguration changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.configuration();
    }

    /** One that can be changed while it is made. */
    private static final class Copy {

        private Tenant tenant;
        private AccessRules access;
        private Duration propagationDelay;
        private ListenAddress listen;
        private int httpPort;
        private int httpsPort;
        private Optional<Path> dataDirectory;
        private int capacity;
        private Duration tokenLifetime;
        private Clock clock;
        private GraphBehaviour behaviour;
        private List<FaultPlan> faults;
        private Optional<SmtpServer> forward;

        private Copy(SandboxConfiguration original) {
            tenant = original.tenant;
            access = original.access;
            propagationDelay = original.propagationDelay;
            listen = original.listen;
            httpPort = original.httpPort;
            httpsPort = original.httpsPort;
            dataDirectory = original.dataDirectory;
            capacity = original.capacity;
            tokenLifetime = original.tokenLifetime;
            clock = original.clock;
            behaviour = original.behaviour;
            faults = original.faults;
            forward = original.forward;
        }

        private SandboxConfiguration configuration() {
            return new SandboxConfiguration(
                    tenant,
                    access,
                    propagationDelay,
                    listen,
                    httpPort,
                    httpsPort,
                    dataDirectory,
                    capacity,
                    tokenLifetime,
                    clock,
                    behaviour,
                    faults,
                    forward);
        }
    }
}
