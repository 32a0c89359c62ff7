package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.SignIn;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Puts the health checks of a component into Camel's group of producers, where the application has health checks. */
final class SignInHealth implements AutoCloseable {

    private final CamelContext context;
    private final String componentName;
    private final boolean enabled;
    private final List<AbstractHealthCheck> checks = new ArrayList<>();

    /** @param enabled whether the component's option {@code healthCheckProducerEnabled} is on */
    SignInHealth(CamelContext context, String componentName, boolean enabled) {
        this.context = context;
        this.componentName = componentName;
        this.enabled = enabled;
    }

    /** Adds the check of an identity that is used from now on. */
    synchronized void add(SignIn signIn) {
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            AbstractHealthCheck check = new SignInHealthCheck(componentName, signIn);
            check.setEnabled(enabled);
            repository.addHealthCheck(check);
            checks.add(check);
        }
    }

    @Override
    public synchronized void close() {
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            checks.forEach(repository::removeHealthCheck);
        }
        checks.clear();
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }
}
