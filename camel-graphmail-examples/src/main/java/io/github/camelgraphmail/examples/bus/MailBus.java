package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.EmbeddedSandbox;
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
        main.addMainListener(sandbox);
        main.addMainListener(new BusIntroduction(sandbox, System.out));
        return main;
    }
}
