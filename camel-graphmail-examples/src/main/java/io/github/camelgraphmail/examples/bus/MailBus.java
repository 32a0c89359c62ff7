package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.EmbeddedSandbox;
import io.github.camelgraphmail.examples.Introduction;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus that mails: folders, queues, timers and requests put jobs on a durable outbox, from which they leave through Graph. With no
 * tenant configured the mails go to a sandbox that it starts itself.
 *
 * <p>Settings stand in {@code application.properties} in the working directory; docs/bus.md lists them, and docs/running.md says where
 * else they may stand.
 */
public final class MailBus {

    private static final Logger LOG = LoggerFactory.getLogger(MailBus.class);

    private MailBus() {}

    /** Ends with the status 1 when it can't start. */
    public static void main(String[] args) {
        try {
            System.exit(create().run(args));
        } catch (Exception e) {
            LOG.error("The mail bus has not started. {}", reason(e));
            // Parts of it may run.
            System.exit(1);
        }
    }

    /** What is wrong with a setting stands in the innermost exception; of anything else the outermost says more. */
    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String inner = String.valueOf(cause.getMessage());
        String outer = String.valueOf(failure.getMessage());
        if (cause instanceof IllegalArgumentException) {
            return inner;
        }
        return outer.contains(inner) ? outer : outer + ": " + cause;
    }

    /** The application, not started. */
    static Main create() {
        EmbeddedSandbox sandbox = new EmbeddedSandbox("bus.allowed-senders");
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation(
                "file:application.properties;optional=true,classpath:bus/application.properties");
        main.configure().addConfiguration(new BusConfiguration());
        main.addMainListener(new SettingSources(System.getenv()));
        main.addMainListener(new ManagementPort());
        main.addMainListener(sandbox);
        main.addMainListener(new Introduction("mail bus", MailBus::places, sandbox, System.out));
        return main;
    }

    private static List<String> places(CamelContext context) {
        BusSettings settings = new BusSettings(context);
        Stream<String> page = ManagementPort.address(context).map(address -> "See the bus at      " + address).stream();
        Stream<String> rest = Stream.of(
                "Drop files into     " + settings.folder("bus.folder"),
                "whole mails into    " + settings.folder("bus.pickup") + " (.eml)",
                "mailings into       " + settings.folder("bus.csv") + " (.csv, a mail for each row)",
                "The outbox is in    " + settings.folder("bus.data"),
                "More inputs, dead letters, settings: docs/bus.md");
        return Stream.concat(page, rest).toList();
    }
}
