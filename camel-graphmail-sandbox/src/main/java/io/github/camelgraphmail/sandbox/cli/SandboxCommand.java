package io.github.camelgraphmail.sandbox.cli;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.smtp.SmtpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a sandbox until it is interrupted. */
@Command(
        name = "graphmail-sandbox",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Entra and Graph mail on this machine: applications sign in and send, the mails show up on a page.",
            "It listens on localhost only, unless --host and --allow-remote say otherwise.",
            "Nothing leaves the machine, unless --smtp sends mails on."
        })
public final class SandboxCommand implements Callable<Integer> {

    private static final String HOST = "--host";
    private static final String HTTP_PORT = "--http-port";
    private static final String HTTPS_PORT = "--https-port";
    private static final String DATA_DIRECTORY = "--data-dir";
    private static final List<String> OF_TENANT =
            List.of("--tenant-id", "--client-id", "--client-secret", "--certificate", "--mailbox");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "YAML or JSON with mailboxes, apps, policies, faults and more; see docs/sandbox.md.",
                "Host, ports and the data directory given as options count before it."
            })
    private Path settings;

    @Option(
            names = HOST,
            defaultValue = "localhost",
            description = "Name or address to listen on, 0.0.0.0: all. Any that others can reach needs --allow-remote.")
    private String host;

    @Option(
            names = "--allow-remote",
            description = {
                "Allow a --host that other machines can reach.",
                "Anybody who reaches it can read all mails, change who may do what, and send."
            })
    private boolean allowRemote;

    @Option(names = HTTP_PORT, defaultValue = "8025", description = "Port of the page and of plain HTTP, 0: any.")
    private int httpPort;

    @Option(names = HTTPS_PORT, defaultValue = "8026", description = "Port of HTTPS, 0: any.")
    private int httpsPort;

    @Option(
            names = DATA_DIRECTORY,
            defaultValue = "graphmail-sandbox",
            description = "Where the truststore for clients is written.")
    private Path dataDirectory;

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            description = "An SMTP server that accepted mails go on to, such as that of Mailpit.")
    private String smtp;

    @Option(names = "--tenant-id", defaultValue = SandboxConfiguration.TENANT_ID, description = "Tenant id, a GUID.")
    private String tenantId;

    @Option(names = "--client-id", defaultValue = SandboxConfiguration.CLIENT_ID, description = "Client id of the app.")
    private String clientId;

    @Option(
            names = "--client-secret",
            defaultValue = SandboxConfiguration.CLIENT_SECRET,
            description = "Client secret of the app. It opens nothing but this sandbox.")
    private String clientSecret;

    @Option(
            names = "--certificate",
            paramLabel = "PEM",
            description = "A certificate that the app may sign in with; repeat it for more.")
    private List<Path> certificates = List.of();

    @Option(
            names = "--mailbox",
            paramLabel = "ADDRESS",
            description =
                    "A mailbox of the tenant; repeat it for more. Default: erp@, noreply@, ops@ and ceo@contoso.com.",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private Set<String> mailboxes = SandboxConfiguration.defaults().tenant().mailboxes().stream()
            .map(Mailbox::address)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    public static void main(String[] args) {
        System.exit(new CommandLine(new SandboxCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (GraphMailSandbox sandbox = GraphMailSandbox.start(configuration())) {
            introduce(sandbox);
            CountDownLatch interrupted = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                interrupted.countDown();
                awaitClosed(closed);
            }));
            interrupted.await();
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            closed.countDown();
        }
    }

    /** The process ends with its hooks: without this one the temporary files would stay. */
    private static void awaitClosed(CountDownLatch closed) {
        try {
            closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private SandboxConfiguration configuration() {
        SandboxConfiguration usual =
                SandboxConfiguration.defaults().withPorts(httpPort, httpsPort).withDataDirectory(dataDirectory);
        SandboxConfiguration configuration = settings == null
                ? usual.withTenant(tenant()).withListenAddress(listenAddress())
                : withOptions(usual.with(settings));
        return smtp == null ? configuration : configuration.withForward(server());
    }

    private ListenAddress listenAddress() {
        return allowRemote ? ListenAddress.openToOthers(host) : ListenAddress.ofThisMachine(host);
    }

    private SmtpServer server() {
        try {
            return SmtpServer.parse(smtp);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--smtp: " + wrong.getMessage(), wrong);
        }
    }

    private Tenant tenant() {
        AppRegistration app =
                new AppRegistration(clientId, "Sandbox ERP", clientSecret, Set.of(ServicePrincipal.MAIL_SEND));
        for (Path certificate : certificates) {
            app = app.withCertificate(certificate(certificate));
        }
        return new Tenant(tenantId, mailboxes, List.of(app));
    }

    private SandboxConfiguration withOptions(SandboxConfiguration ofFile) {
        OF_TENANT.stream().filter(this::isGiven).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(
                    option + ": with --config the file says that; leave the option out or set it there");
        });
        SandboxConfiguration configuration = (isGiven(HOST) ? ofFile.withListenAddress(listenAddress()) : ofFile)
                .withPorts(
                        isGiven(HTTP_PORT) ? httpPort : ofFile.httpPort(),
                        isGiven(HTTPS_PORT) ? httpsPort : ofFile.httpsPort());
        return isGiven(DATA_DIRECTORY) ? configuration.withDataDirectory(dataDirectory) : configuration;
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("--certificate: " + file + " can't be read as a certificate: " + e, e);
        }
    }

    private void introduce(GraphMailSandbox sandbox) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Mails show up at " + sandbox.http());
        if (!sandbox.listenAddress().isLoopback()) {
            out.println("It listens on " + sandbox.listenAddress()
                    + ": anybody who can reach that can read all mails here," + " change who may do what, and send.");
        }
        out.println();
        out.println("For application.properties of a Camel application:");
        sandbox.camelProperties().forEach((name, value) -> out.println("  " + name + "=" + value));
        out.println();
        AppRegistration app = sandbox.app(sandbox.tenant().apps().get(0).clientId());
        if (!app.secrets().isEmpty()) {
            out.println("A token with curl:");
            out.println("  curl -s " + sandbox.http() + "/" + sandbox.tenant().id() + "/oauth2/v2.0/token"
                    + " -d grant_type=client_credentials -d scope=https://graph.microsoft.com/.default"
                    + " -d client_id=" + app.clientId() + " -d client_secret=" + app.clientSecret());
            out.println();
        }
        sandbox.forwarder().ifPresent(forwarder -> out.println("Mails go on to " + forwarder.server() + ".\n"));
        out.println("A fault with curl, others at " + sandbox.http() + "/sandbox/api/fault-kinds:");
        out.println("  curl -s " + sandbox.http() + "/sandbox/api/faults -H Content-Type:application/json"
                + " -d '{\"fault\":\"throttled\",\"times\":3}'");
        out.println();
        out.println("Mailboxes: "
                + String.join(
                        ", ",
                        sandbox.mailboxes().all().stream().map(Mailbox::address).toList()) + ". Ctrl+C ends it.");
        out.flush();
    }
}
