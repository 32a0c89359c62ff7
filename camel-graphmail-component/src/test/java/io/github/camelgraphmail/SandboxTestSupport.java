package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.scope.ProbePace;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A Camel context whose graphmail component signs in to a sandbox over HTTPS. */
abstract class SandboxTestSupport extends CamelTestSupport {

    static GraphMailSandbox sandbox;

    @BeforeAll
    static void startSandbox() {
        sandbox = GraphMailSandbox.start();
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void forgetMails() {
        sandbox.clear();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        GraphMailComponent component = new GraphMailComponent(pace(), probePace());
        configure(component.getConfiguration());
        context.addComponent("graphmail", component);
        return context;
    }

    /** How long the component waits where nobody says. */
    protected Pace pace() {
        return Pace.DEFAULT;
    }

    /** How often the component probes mailboxes. */
    protected ProbePace probePace() {
        return ProbePace.DEFAULT;
    }

    /** The component's options, which sign in with the app's secret unless a test wants it otherwise. */
    protected void configure(GraphMailConfiguration configuration) {
        signIn(configuration);
    }

    static void signIn(GraphMailConfiguration configuration) {
        configuration.setTenantId(sandbox.tenant().id());
        configuration.setClientId(sandbox.tenant().apps().get(0).clientId());
        configuration.setClientSecret(sandbox.tenant().apps().get(0).clientSecret());
        configuration.setAuthorityHost(sandbox.https().toString());
        configuration.setGraphEndpoint(sandbox.https().toString());
        configuration.setSslContextParameters(trusting(sandbox));
    }

    static SSLContextParameters trusting(GraphMailSandbox sandbox) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + sandbox.trustStore());
        store.setPassword(sandbox.trustStorePassword());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    /** The one mail that was sent. */
    static AcceptedMail onlyMail() {
        assertThat(sandbox.mails()).hasSize(1);
        return sandbox.mails().get(0);
    }
}
