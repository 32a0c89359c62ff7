package io.github.camelgraphmail.sandbox;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.MailboxLimits;
import io.github.camelgraphmail.sandbox.core.Mailboxes;
import io.github.camelgraphmail.sandbox.core.Propagation;
import io.github.camelgraphmail.sandbox.core.SandboxClock;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.core.UploadSessions;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.github.camelgraphmail.sandbox.smtp.SmtpForwarder;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import io.github.camelgraphmail.sandbox.wire.SandboxRoutes;
import io.github.camelgraphmail.sandbox.wire.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entra and Graph mail on this machine: it signs applications in, takes the mails they send, and shows them on a page.
 * Nothing leaves the machine, and nobody reaches it from outside, unless the configuration says so. All methods may be called from any thread.
 *
 * <pre>{@code
 * try (GraphMailSandbox sandbox = GraphMailSandbox.start()) {
 *     // send to sandbox.https() ...
 *     assertThat(sandbox.mails()).hasSize(1);
 * }
 * }</pre>
 */
public final class GraphMailSandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GraphMailSandbox.class);
    private static final String TRUSTSTORE = "truststore.p12";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SandboxState state;
    private final SandboxRoutes routes;
    private final SandboxServer server;
    private final DataDirectory dataDirectory;
    private final Optional<SmtpForwarder> forwarder;

    private GraphMailSandbox(
            SandboxState state,
            SandboxRoutes routes,
            SandboxServer server,
            DataDirectory dataDirectory,
            Optional<SmtpForwarder> forwarder) {
        this.state = state;
        this.routes = routes;
        this.server = server;
        this.dataDirectory = dataDirectory;
        this.forwarder = forwarder;
    }

    /** Starts on any free ports with {@link SandboxConfiguration#defaults()}. */
    public static GraphMailSandbox start() {
        return start(SandboxConfiguration.defaults());
    }

    /**
     * Starts a sandbox and returns when it accepts connections.
     *
     * @throws IllegalStateException when a port is taken
     * @throws UncheckedIOException when the data directory can't be written
     */
    public static GraphMailSandbox start(SandboxConfiguration configuration) {
        SandboxClock clock = new SandboxClock(configuration.clock());
        SandboxState state = SandboxState.of(
                configuration.tenant(),
                configuration.access(),
                clock,
                new Propagation(clock, configuration.propagationDelay()),
                Mailboxes.of(configuration.capacity(), clock, configuration.behaviour()),
                configuration.faults());
        Optional<SmtpForwarder> forwarder = configuration.forward().map(smtp -> new SmtpForwarder(smtp, clock));
        forwarder.ifPresent(smtp -> state.arrivals().listen(smtp::forward));
        SandboxRoutes routes = new SandboxRoutes(
                state, configuration.behaviour(), configuration.tokenLifetime(), forwarder, configuration.listen());
        LoopbackCertificate certificate =
                LoopbackCertificate.create(configuration.listen().names());
        // First the ports: a second start by mistake must not take the running sandbox's truststore away.
        SandboxServer server = SandboxServer.start(
                configuration.listen(), configuration.httpPort(), configuration.httpsPort(), certificate, routes::on);
        try {
            DataDirectory dataDirectory = DataDirectory.open(configuration.dataDirectory());
            certificate.writeTrustStore(dataDirectory.path().resolve(TRUSTSTORE));
            if (!configuration.listen().isLoopback()) {
                LOG.warn(
                        "Listening on {}: anybody who can reach it can read the mails here, change who may do what, and send",
                        configuration.listen());
            }
            return new GraphMailSandbox(state, routes, server, dataDirectory, forwarder);
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("The sandbox's data directory can't be used: " + e.getMessage(), e);
        }
    }

    /** The root of all services over plain HTTP, without a slash at its end. The page is there. */
    public URI http() {
        return server.urls().http();
    }

    /** The root of all services over HTTPS, without a slash at its end. Clients need {@link #trustStore()}. */
    public URI https() {
        return server.urls().https();
    }

    /** Where it listens. */
    public ListenAddress listenAddress() {
        return server.listenAddress();
    }

    /** A PKCS#12 truststore with the certificate of {@link #https()}. */
    public Path trustStore() {
        return dataDirectory.path().resolve(TRUSTSTORE);
    }

    public String trustStorePassword() {
        return LoopbackCertificate.TRUSTSTORE_PASSWORD;
    }

    /** The tenant as it was at the start. */
    public Tenant tenant() {
        return state.directory().tenant();
    }

    /** An app registration as it is now. */
    public AppRegistration app(String clientId) {
        return state.directory().app(clientId).orElseThrow(() -> new IllegalArgumentException("No app is " + clientId));
    }

    /**
     * Changes an app registration: another secret or certificate, consent to other permissions. Tokens that it has been given
     * stay good and as they are; consent shows in those that it gets after the propagation delay.
     *
     * @throws IllegalArgumentException when no app has this client id
     */
    public void update(String clientId, UnaryOperator<AppRegistration> change) {
        state.directory().update(clientId, change);
    }

    /**
     * Refuses the tokens that an application has been given so far: with a claims challenge where its client said it could
     * answer one (continuous access evaluation), with a plain 401 otherwise.
     */
    public void revokeTokens(String clientId) {
        state.directory().revokeTokens(clientId);
    }

    /**
     * The environment variables that lead a process to its managed identity here, by the kind of machine it believes to run
     * on: {@code imds} (a virtual machine), {@code app-service} and {@code arc}.
     */
    public Map<String, Map<String, String>> managedIdentityEnvironments() {
        return routes.managedIdentityEnvironments(server.urls());
    }

    /** What time it is here, which tests may advance. */
    public SandboxClock clock() {
        return state.clock();
    }

    /** The mailboxes there are, which may change. */
    public MailboxDirectory mailboxes() {
        return state.users();
    }

    /** Who may use which mailbox: access policies, assigned roles and rights to send for others, which may change. */
    public AccessControl access() {
        return state.access();
    }

    /** How long changes of {@link #access()} and of consent take. */
    public Propagation propagation() {
        return state.propagation();
    }

    /** The mails accepted so far, in the order of acceptance. */
    public List<AcceptedMail> mails() {
        return state.mailboxes().accepted().all();
    }

    /**
     * Waits ten seconds at most for a mail, the oldest that is wanted or the first that comes.
     *
     * @param description of the mail, for the message
     * @throws AssertionError when none comes, with what came instead
     */
    public AcceptedMail await(String description, Predicate<AcceptedMail> wanted) {
        return await(description, wanted, PATIENCE);
    }

    /** The same, as long as {@code patience}. */
    public AcceptedMail await(String description, Predicate<AcceptedMail> wanted, Duration patience) {
        return new MailWait(state).await(description, wanted, patience, tokenRequests());
    }

    /** How many mails were accepted since the start, also those that are no longer kept. */
    public long accepted() {
        return state.mailboxes().accepted().accepted();
    }

    /** The drafts of a mailbox, oldest first. */
    public List<MailItem> drafts(String mailbox) {
        return state.mailboxes().items().in(mailbox, MailItem.Folder.DRAFTS);
    }

    /** The messages in Sent Items of a mailbox, oldest first. */
    public List<MailItem> sentItems(String mailbox) {
        return state.mailboxes().items().in(mailbox, MailItem.Folder.SENT_ITEMS);
    }

    /** The mishaps that are to be played. */
    public Faults faults() {
        return state.mailboxes().faults();
    }

    /** What is counted of the requests to state.mailboxes(). */
    public MailboxLimits limits() {
        return state.mailboxes().limits();
    }

    /** What sends accepted mails on; empty where the configuration names no SMTP server. */
    public Optional<SmtpForwarder> forwarder() {
        return forwarder;
    }

    /** The uploads under way. */
    public UploadSessions uploads() {
        return state.mailboxes().uploads();
    }

    /** Makes what is sent or created from now on show up to readers only after a while, as the service does at times. */
    public void delayVisibility(Duration delay) {
        state.mailboxes().items().delayVisibility(delay);
    }

    /** Makes readers see what is sent from now on as the draft that it was, for a while. */
    public void showFormerState(Duration delay) {
        state.mailboxes().items().showFormerState(delay);
    }

    /** Puts a message into a mailbox's inbox, for an application to respond to by its id. */
    public MailItem deliver(String mailbox, MailMessage message) {
        return state.mailboxes()
                .items()
                .add(mailbox, MailItem.Folder.INBOX, message, new MailSource.Json("{}"), MailStamp.NONE);
    }

    /**
     * Makes everything as it was at the start, for the next test: no mails, the faults, mailboxes, applications and rules of the
     * start, the clock as it goes. Tokens stay good. {@link #accepted()} and other counts go on.
     */
    public void reset() {
        state.reset();
    }

    /** Forgets the mails and drafts. */
    public void clear() {
        state.mailboxes().accepted().clear();
        state.mailboxes().items().clear();
    }

    /** How often clients have asked for a token. */
    public long tokenRequests() {
        return routes.tokenRequests();
    }

    /**
     * The properties that point a Camel application's graphmail component at this sandbox over HTTPS, signing in as the
     * first app registration, by their name without {@code camel.component.graphmail.}
     *
     * <p>The truststore is not among them: it takes a bean of SSL parameters, see {@link #trustStore()}.
     */
    public Map<String, String> signIn() {
        AppRegistration app = app(tenant().apps().get(0).clientId());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("tenant-id", tenant().id());
        properties.put("client-id", app.clientId());
        if (!app.secrets().isEmpty()) {
            properties.put("client-secret", app.clientSecret());
        }
        properties.put("authority-host", https().toString());
        properties.put("graph-endpoint", https().toString());
        return properties;
    }

    /**
     * The properties of a Camel application that signs in here as the first app registration and trusts this sandbox's
     * certificate, by their full names.
     */
    public Map<String, String> camelProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        signIn().forEach((name, value) -> properties.put("camel.component.graphmail." + name, value));
        properties.put("camel.component.graphmail.use-global-ssl-context-parameters", "true");
        properties.put("camel.ssl.enabled", "true");
        // With slashes: in a properties file a backslash means something else.
        properties.put(
                "camel.ssl.trust-store",
                "file:" + trustStore().toAbsolutePath().toString().replace('\\', '/'));
        properties.put("camel.ssl.trust-store-password", trustStorePassword());
        return properties;
    }

    /**
     * Stops the listeners and removes the temporary files. The mails read before stay valid, except for attachments and sources of more
     * than 128 KB: those were in files.
     */
    @Override
    public void close() {
        server.close();
        forwarder.ifPresent(SmtpForwarder::close);
        state.mailboxes().files().close();
        try {
            dataDirectory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's temporary files could not be removed: " + e.getMessage(), e);
        }
    }
}
