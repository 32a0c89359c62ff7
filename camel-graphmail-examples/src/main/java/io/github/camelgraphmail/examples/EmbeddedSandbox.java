package io.github.camelgraphmail.examples;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a sandbox where no tenant is configured, points the component at it, sends a welcome mail and says what to do
 * next.
 */
final class EmbeddedSandbox extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSandbox.class);
    private static final String WELCOME_ROUTE = "welcome";

    private Optional<GraphMailSandbox> sandbox = Optional.empty();

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        GraphMailConfiguration configuration =
                context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
        if (configuration.getTenantId() == null && configuration.getAccessTokenProvider() == null) {
            GraphMailSandbox started = start(
                    Integer.parseInt(context.resolvePropertyPlaceholders("{{sandbox.port}}")),
                    context.resolvePropertyPlaceholders("{{mail.sender}}"));
            sandbox = Optional.of(started);
            signIn(configuration, started);
        }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Path drop = Path.of(context.resolvePropertyPlaceholders("{{mail.drop}}"))
                .toAbsolutePath()
                .normalize();
        sandbox.ifPresent(started -> startWelcome(context));
        introduce(System.out, drop);
    }

    @Override
    public void afterStop(BaseMainSupport main) {
        sandbox.ifPresent(GraphMailSandbox::close);
        sandbox = Optional.empty();
    }

    /** The sandbox that was started, if one was needed. */
    Optional<GraphMailSandbox> sandbox() {
        return sandbox;
    }

    /** On the usual port, so that a bookmark works; on a free one where that is taken. The sender has a mailbox there. */
    private static GraphMailSandbox start(int port, String sender) {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant contoso = defaults.tenant();
        Set<String> mailboxes = new HashSet<>(contoso.mailboxes());
        mailboxes.add(sender);
        SandboxConfiguration configuration = defaults.withTenant(new Tenant(contoso.id(), mailboxes, contoso.apps()));
        try {
            return GraphMailSandbox.start(configuration.withPorts(port, 0));
        } catch (IllegalStateException portTaken) {
            LOG.info("{} A free one is used.", portTaken.getMessage());
            return GraphMailSandbox.start(configuration);
        }
    }

    private static void signIn(GraphMailConfiguration configuration, GraphMailSandbox sandbox) {
        AppRegistration app = sandbox.tenant().apps().get(0);
        configuration.setTenantId(sandbox.tenant().id());
        configuration.setClientId(app.clientId());
        configuration.setClientSecret(app.clientSecret());
        configuration.setAuthorityHost(sandbox.https().toString());
        configuration.setGraphEndpoint(sandbox.https().toString());
        configuration.setSslContextParameters(trusting(sandbox));
    }

    private static SSLContextParameters trusting(GraphMailSandbox sandbox) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + sandbox.trustStore());
        store.setPassword(sandbox.trustStorePassword());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static void startWelcome(CamelContext context) {
        try {
            context.getRouteController().startRoute(WELCOME_ROUTE);
        } catch (Exception e) {
            throw new IllegalStateException("Route " + WELCOME_ROUTE + " could not be started", e);
        }
    }

    private void introduce(PrintStream out, Path drop) {
        out.println();
        out.println("  The mail drop is running. Ctrl+C ends it.");
        out.println();
        sandbox.ifPresent(started -> out.println("  See the mails at    " + started.http()));
        out.println("  Drop files into     " + drop);
        out.println("                      .txt and .html become the mail's text, anything else an attachment.");
        out.println("  Sent files go to    " + drop.resolve("done"));
        out.println("  The others go to    " + drop.resolve("failed") + ", with the reason beside them.");
        if (sandbox.isPresent()) {
            out.println();
            out.println("  No tenant is configured, so mails stop in a sandbox on this machine.");
            out.println("  To send real ones, see docs/getting-started.md");
        }
        out.println();
    }
}
