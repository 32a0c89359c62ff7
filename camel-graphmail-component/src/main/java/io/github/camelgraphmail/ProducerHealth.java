package io.github.camelgraphmail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Puts the health checks of a component into Camel's group of producers, where the application has health checks. */
final class ProducerHealth implements AutoCloseable {

    private final CamelContext context;
    private final String componentName;
    private final boolean enabled;

    // Guarded by this.
    private final List<AbstractHealthCheck> checks = new ArrayList<>();

    /** @param enabled whether the component's option {@code healthCheckProducerEnabled} is on */
    ProducerHealth(CamelContext context, String componentName, boolean enabled) {
        this.context = context;
        this.componentName = componentName;
        this.enabled = enabled;
    }

    /**
     * Adds a check.
     *
     * @param about what it is about; where two are about the same they are told apart by a number
     * @param check makes it, of its id
     * @return removes it; more than once does no harm
     */
    synchronized Runnable add(String about, Function<String, AbstractHealthCheck> check) {
        WritableHealthCheckRepository repository = repository();
        if (repository == null) {
            return () -> {};
        }
        AbstractHealthCheck added = check.apply(id(about));
        added.setEnabled(enabled);
        repository.addHealthCheck(added);
        checks.add(added);
        return () -> remove(added);
    }

    private String id(String about) {
        String id = "producer:" + componentName + "-" + about;
        String free = id;
        for (int number = 2; isTaken(free); number++) {
            free = id + " (" + number + ")";
        }
        return free;
    }

    private boolean isTaken(String id) {
        return checks.stream().anyMatch(check -> check.getId().equals(id));
    }

    private synchronized void remove(AbstractHealthCheck check) {
        WritableHealthCheckRepository repository = repository();
        if (checks.remove(check) && repository != null) {
            repository.removeHealthCheck(check);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(checks).forEach(this::remove);
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }
}
