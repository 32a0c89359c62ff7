package io.github.camelgraphmail.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** Says, once an application runs, where things are and what to do next. */
public final class Introduction extends MainListenerSupport {

    private final String application;
    private final Function<CamelContext, List<String>> places;
    private final EmbeddedSandbox embedded;
    private final PrintStream out;

    /**
     * @param application what it is called
     * @param places lines that say where things are
     */
    public Introduction(
            String application,
            Function<CamelContext, List<String>> places,
            EmbeddedSandbox embedded,
            PrintStream out) {
        this.application = application;
        this.places = places;
        this.embedded = embedded;
        this.out = out;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext context) {
                introduce(places.apply(context));
            }
        });
    }

    private void introduce(List<String> lines) {
        out.println();
        out.println("  The " + application + " is running. Ctrl+C ends it.");
        out.println();
        embedded.sandbox().ifPresent(sandbox -> out.println("  See the mails at    " + sandbox.http()));
        lines.forEach(line -> out.println("  " + line));
        if (embedded.sandbox().isPresent()) {
            out.println();
            out.println("  No tenant is configured, so mails stop in a sandbox on this machine.");
            out.println("  To send real ones, see docs/getting-started.md");
        }
        out.println();
    }
}
