package io.github.camelgraphmail.examples.bus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the management server take a free port where its own is taken: that nobody can look at the bus is no reason for mails not to
 * go.
 */
final class ManagementPort extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);
    private static final String PORT = "camel.management.port";
    private static final String ANY = "0";

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        String host = context.resolvePropertyPlaceholders("{{camel.management.host}}");
        int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{" + PORT + "}}"));
        boolean enabled = Boolean.parseBoolean(context.resolvePropertyPlaceholders("{{camel.management.enabled}}"));
        if (enabled && isTaken(host, port)) {
            LOG.warn(
                    "Port {} of {} is taken (bus.management.port). Page, health and metrics are on a free one.",
                    port,
                    host);
            main.addOverrideProperty(PORT, ANY);
        }
    }

    private static boolean isTaken(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Where the management server listens; empty when there is none. */
    static Optional<URI> address(CamelContext context) {
        return Optional.ofNullable(context.hasService(ManagementHttpServer.class))
                .map(server -> URI.create("http://" + server.getHost() + ":"
                        + server.getRouter().getServer().getPort() + "/"));
    }
}
