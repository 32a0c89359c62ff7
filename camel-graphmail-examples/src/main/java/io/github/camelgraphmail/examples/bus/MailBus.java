package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.EmbeddedSandbox;
import io.github.camelgraphmail.examples.Introduction;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * A bus that mails: folders, queues, timers and requests put jobs on a durable outbox, from which they leave through Graph. With no
 * tenant configured the mails go to a sandbox that it starts itself.
 *
 * <p>Settings stand in {@code application.properties} in the working directory; docs/bus.md lists them.
 */
public final class MailBus {

    private MailBus() {}

    public static void main(String[] args) throws Exception {
        System.exit(create().run(args));
    }

    /** The application, not started. */
    static Main create() {
        EmbeddedSandbox sandbox = new EmbeddedSandbox("bus.allowed-senders");
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation(
                "file:application.properties;optional=true,classpath:bus/application.properties");
        main.configure().addConfiguration(new BusConfiguration());
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
