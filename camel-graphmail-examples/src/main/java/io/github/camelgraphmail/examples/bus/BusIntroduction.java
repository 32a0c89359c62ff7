package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.EmbeddedSandbox;
import java.io.PrintStream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** Says, once the bus runs, where things are. */
final class BusIntroduction extends MainListenerSupport {

    private final EmbeddedSandbox embedded;
    private final PrintStream out;

    BusIntroduction(EmbeddedSandbox embedded, PrintStream out) {
        this.embedded = embedded;
        this.out = out;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext context) {
                introduce(new BusSettings(context));
            }
        });
    }

    private void introduce(BusSettings settings) {
        out.println();
        out.println("  The mail bus is running. Ctrl+C ends it.");
        out.println();
        embedded.sandbox().ifPresent(sandbox -> out.println("  See the mails at    " + sandbox.http()));
        out.println("  Drop files into     " + settings.folder("bus.folder"));
        out.println("  whole mails into    " + settings.folder("bus.pickup") + " (.eml)");
        out.println("  mailings into       " + settings.folder("bus.csv") + " (.csv, a mail for each row)");
        out.println("  The outbox is in    " + settings.folder("bus.data"));
        out.println("  More inputs, dead letters, settings: docs/bus.md");
        if (embedded.sandbox().isPresent()) {
            out.println();
            out.println("  No tenant is configured, so mails stop in a sandbox on this machine.");
            out.println("  To send real ones, see docs/getting-started.md");
        }
        out.println();
    }
}
