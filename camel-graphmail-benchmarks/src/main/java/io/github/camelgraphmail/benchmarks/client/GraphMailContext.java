package io.github.camelgraphmail.benchmarks.client;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import io.github.camelgraphmail.sandbox.tls.LoopbackCertificate;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Points the component of a Camel context at a load server. */
final class GraphMailContext {

    private GraphMailContext() {}

    static void connect(CamelContext context, ServerAccess server) {
        connect(context, server.uri()).setSslContextParameters(trusting(server));
    }

    /** @param server trusted by the JVM */
    static GraphMailConfiguration connect(CamelContext context, URI server) {
        GraphMailConfiguration options =
                context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
        options.setTenantId("contoso.com");
        options.setClientId("00000000-0000-0000-0000-000000000001");
        options.setClientSecret("any will do");
        options.setAuthorityHost(server.toString());
        options.setGraphEndpoint(server.toString());
        return options;
    }

    private static SSLContextParameters trusting(ServerAccess server) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + server.trustStore());
        store.setPassword(LoopbackCertificate.TRUSTSTORE_PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
