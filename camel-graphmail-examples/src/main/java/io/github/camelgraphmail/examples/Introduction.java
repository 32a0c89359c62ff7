package io.github.camelgraphmail.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** Says, once the application runs, where things are and what to do next. */
final class Introduction extends MainListenerSupport {

    private final EmbeddedSandbox embedded;
    private final PrintStream out;

    Introduction(EmbeddedSandbox embedded, PrintStream out) {
        this.embedded = embedded;
        this.out = out;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext context) {
                Path drop = Path.of(context.resolvePropertyPlaceholders("{{mail.drop}}"));
                introduce(drop.toAbsolutePath().normalize());
            }
        });
    }

    private void introduce(Path drop) {
        Optional<String> page = embedded.sandbox().map(sandbox -> sandbox.http().toString());
        out.println();
        out.println("  The mail drop is running. Ctrl+C ends it.");
        out.println();
        page.ifPresent(address -> out.println("  See the mails at    " + address));
        out.println("  Drop files into     " + drop);
        out.println("                      .txt and .html become the mail's text, anything else an attachment.");
        out.println("  Sent files go to    " + drop.resolve("done"));
        out.println("  The others go to    " + drop.resolve("failed") + ", with the reason beside them.");
        if (page.isPresent()) {
            out.println();
            out.println("  No tenant is configured, so mails stop in a sandbox on this machine.");
            out.println("  To send real ones, see docs/getting-started.md");
        }
        out.println();
    }
}
