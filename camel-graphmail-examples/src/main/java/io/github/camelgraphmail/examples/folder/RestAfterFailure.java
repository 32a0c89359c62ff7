package io.github.camelgraphmail.examples.folder;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Suspends a route's consumer for a while after failures that would hit the next message, too. */
public final class RestAfterFailure extends RoutePolicySupport {

    private static final Logger LOG = LoggerFactory.getLogger(RestAfterFailure.class);

    private final Duration rest;
    private final List<Class<? extends Exception>> failures;

    // Guarded by this.
    private boolean resting;
    private ScheduledExecutorService timer;

    public RestAfterFailure(Duration rest, List<Class<? extends Exception>> failures) {
        this.rest = rest;
        this.failures = failures;
    }

    @Override
    public synchronized void onStart(Route route) {
        resting = false;
        timer = route.getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "Rest");
    }

    @Override
    public synchronized void onStop(Route route) {
        if (timer != null) {
            route.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
    }

    @Override
    public synchronized void onExchangeDone(Route route, Exchange exchange) {
        boolean failed = failures.stream().anyMatch(type -> exchange.getException(type) != null);
        if (!failed || resting || timer.isShutdown()) {
            return;
        }
        try {
            suspendOrStopConsumer(route.getConsumer());
            resting = true;
            timer.schedule(() -> resume(route), rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            LOG.warn("Route {} could not be suspended and goes on: {}", route.getRouteId(), e.toString());
        }
    }

    private synchronized void resume(Route route) {
        resting = false;
        try {
            resumeOrStartConsumer(route.getConsumer());
        } catch (Exception e) {
            LOG.error("Route {} could not be resumed", route.getRouteId(), e);
        }
    }
}
