package io.github.camelgraphmail.metrics;

import io.github.camelgraphmail.GraphMailComponent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

/** A component's metrics in the meter registry that stands in Camel's registry. */
public final class RegistryMetrics implements AutoCloseable {

    /** Under which camel-micrometer keeps its own. */
    private static final String CAMEL_REGISTRY = "metricsRegistry";

    /** A bit shorter than the usual time between two scrapes. */
    private static final long REFRESH_SECONDS = 10;

    private final ExecutorServiceManager executors;
    private final ScheduledExecutorService timer;
    private final GraphMailMetrics metrics;

    private RegistryMetrics(GraphMailComponent component, String name, MeterRegistry registry) {
        this.executors = component.getCamelContext().getExecutorServiceManager();
        this.timer = executors.newSingleThreadScheduledExecutor(component, "GraphMailMetrics");
        this.metrics = new GraphMailMetrics(component, name);
        metrics.bindTo(registry);
        timer.scheduleWithFixedDelay(metrics::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Binds the metrics of a component: to the meter registry named {@code metricsRegistry}, or to the only one there is.
     *
     * @return empty when there is none, or more than one without that name
     */
    public static Optional<RegistryMetrics> bind(GraphMailComponent component, String name) {
        CamelContext context = component.getCamelContext();
        MeterRegistry named = context.getRegistry().lookupByNameAndType(CAMEL_REGISTRY, MeterRegistry.class);
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(context.getRegistry().findSingleByType(MeterRegistry.class)))
                .map(registry -> new RegistryMetrics(component, name, registry));
    }

    @Override
    public void close() {
        executors.shutdownNow(timer);
        metrics.close();
    }
}
