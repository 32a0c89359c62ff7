package io.github.camelgraphmail;

import io.github.camelgraphmail.metrics.RegistryMetrics;
import org.apache.camel.CamelContext;

/** A component's metrics, where the application has Micrometer, which this component can do without. */
final class Metering implements AutoCloseable {

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private final GraphMailComponent component;
    private final String name;

    // Both are guarded by this.
    private Runnable end;
    private boolean closed;

    /** @param name under which the component stands in its context */
    Metering(GraphMailComponent component, String name) {
        this.component = component;
        this.name = name;
    }

    /** Binds the metrics once the application has said which registry it has. */
    void begin() throws Exception {
        CamelContext context = component.getCamelContext();
        if (context.getClassResolver().resolveClass(MICROMETER) != null) {
            context.addStartupListener((started, already) -> bind());
        }
    }

    private synchronized void bind() {
        if (!closed && end == null) {
            RegistryMetrics.bind(component, name).ifPresent(metrics -> end = metrics::close);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (end != null) {
            end.run();
        }
    }
}
