package io.github.camelgraphmail.examples;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
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
        main.addMainListener(new Introduction("mail drop", MailDropApplication::places, sandbox, System.out));
        return main;
    }

    private static List<String> places(CamelContext context) {
        Path drop = Path.of(context.resolvePropertyPlaceholders("{{mail.drop}}"))
                .toAbsolutePath()
                .normalize();
        return List.of(
                "Drop files into     " + drop,
                "                    .txt and .html become the mail's text, anything else an attachment.",
                "Sent files go to    " + drop.resolve("done"),
                "The others go to    " + drop.resolve("failed") + ", with the reason beside them.");
    }
}
