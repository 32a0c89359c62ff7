package io.github.camelgraphmail.examples;

import org.apache.camel.main.Main;

/**
 * A folder whose files leave as mails. With no tenant configured the mails go to a sandbox that it starts itself.
 *
 * <p>Settings stand in {@code application.properties}; one in the working directory wins over the one inside.
 */
public final class MailDropApplication {

    private MailDropApplication() {}

    public static void main(String[] args) throws Exception {
        System.exit(create(new EmbeddedSandbox()).run(args));
    }

    /** The application, not started. */
    static Main create(EmbeddedSandbox sandbox) {
        Main main = new Main();
        main.configure().addRoutesBuilder(new MailDropRoutes());
        main.setDefaultPropertyPlaceholderLocation(
                "file:application.properties;optional=true,classpath:application.properties");
        main.addMainListener(sandbox);
        main.addMainListener(new Introduction(sandbox, System.out));
        return main;
    }
}
