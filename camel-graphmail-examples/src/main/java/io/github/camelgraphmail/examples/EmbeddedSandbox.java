package io.github.camelgraphmail.examples;

import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a sandbox where nothing is configured to sign in with, points the component at it, and starts the route {@code welcome} if
 * there is one. Where the property {@code sandbox.start} is {@code never} rather than {@code auto}, the application does not start
 * instead: mails that are meant for people must not end here because a setting was forgotten.
 */
public final class EmbeddedSandbox extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSandbox.class);
    private static final String WELCOME_ROUTE = "welcome";
    private static final String TOKEN_FILE_VARIABLE = "AZURE_FEDERATED_TOKEN_FILE";

    private final String senders;
    private final UnaryOperator<String> environment;
    private Optional<GraphMailSandbox> sandbox = Optional.empty();

    /** With a mailbox for {@code mail.sender}. */
    public EmbeddedSandbox() {
        this("mail.sender");
    }

    /** @param senders the property with those who have mailboxes there, with commas between them */
    public EmbeddedSandbox(String senders) {
        this(senders, System::getenv);
    }

    /** @param environment gives the value of an environment variable, or null */
    EmbeddedSandbox(String senders, UnaryOperator<String> environment) {
        this.senders = senders;
        this.environment = environment;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        GraphMailConfiguration configuration =
                context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
        boolean wanted = isWanted(context.resolvePropertyPlaceholders("{{sandbox.start}}"));
        if (signsIn(context, configuration)) {
            return;
        }
        if (!wanted) {
            throw new IllegalArgumentException(
                    "Nothing is configured to sign in with, and sandbox.start=never keeps mails out of a sandbox. Set"
                            + " camel.component.graphmail.tenant-id, camel.component.graphmail.client-id and one of"
                            + " camel.component.graphmail.client-certificate and camel.component.graphmail.client-secret-file"
                            + " (docs/signing-in.md has the other ways), or sandbox.start=auto to try it without a tenant");
        }
        GraphMailSandbox started = start(
                Integer.parseInt(context.resolvePropertyPlaceholders("{{sandbox.port}}")),
                context.resolvePropertyPlaceholders("{{" + senders + "}}"));
        sandbox = Optional.of(started);
        context.addLifecycleStrategy(new Life(started));
        signIn(configuration, started);
    }

    private static boolean isWanted(String start) {
        return switch (start.strip()) {
            case "auto" -> true;
            case "never" -> false;
            default ->
                throw new IllegalArgumentException("sandbox.start: '" + start + "' is none. Write auto or never.");
        };
    }

    /** Whether anything was set for it. By half is no reason for a sandbox: the component says what is missing. */
    private boolean signsIn(CamelContext context, GraphMailConfiguration configuration) {
        return Stream.of(
                                configuration.getTenantId(),
                                configuration.getClientId(),
                                configuration.getCredentialType(),
                                configuration.getClientSecret(),
                                configuration.getClientSecretFile(),
                                configuration.getClientCertificate(),
                                configuration.getFederatedTokenFile(),
                                configuration.getManagedIdentityClientId(),
                                configuration.getAccessTokenProvider(),
                                environment.apply(TOKEN_FILE_VARIABLE))
                        .anyMatch(Objects::nonNull)
                || !context.getRegistry().findByType(AccessTokenProvider.class).isEmpty();
    }

    /** The sandbox that was started, if one was needed. */
    public Optional<GraphMailSandbox> sandbox() {
        return sandbox;
    }

    /** On the usual port, so that a bookmark works; on a free one where that is taken. The senders have mailboxes there. */
    private static GraphMailSandbox start(int port, String senders) {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Tenant contoso = defaults.tenant();
        AppRegistration app =
                contoso.apps().get(0).withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        List<Mailbox> mailboxes = Arrays.stream(senders.split(","))
                .map(String::strip)
                .filter(sender -> !sender.isEmpty() && !sender.contains("*"))
                .map(Mailbox::of)
                .toList();
        Tenant tenant = contoso.withApps(List.of(app));
        for (Mailbox mailbox : mailboxes) {
            tenant = tenant.withMailbox(mailbox);
        }
        SandboxConfiguration configuration = defaults.withTenant(tenant);
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

    /** Sends the welcome mail once the routes are there, and closes the sandbox when they are gone. */
    private static final class Life extends LifecycleStrategySupport {

        private final GraphMailSandbox sandbox;

        private Life(GraphMailSandbox sandbox) {
            this.sandbox = sandbox;
        }

        @Override
        public void onContextStarted(CamelContext context) {
            if (context.getRoute(WELCOME_ROUTE) == null) {
                return;
            }
            try {
                context.getRouteController().startRoute(WELCOME_ROUTE);
            } catch (Exception e) {
                throw new IllegalStateException("Route " + WELCOME_ROUTE + " could not be started", e);
            }
        }

        @Override
        public void onContextStopped(CamelContext context) {
            sandbox.close();
        }
    }
}
