package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.SignIn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Puts the health checks of a component into Camel's group of producers, where the application has health checks. */
final class SignInHealth implements AutoCloseable {

    private final CamelContext context;
    private final String componentName;
    private final boolean enabled;
    private final Map<SignIn, AbstractHealthCheck> checks = new HashMap<>();

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
            AbstractHealthCheck check = new SignInHealthCheck(id(signIn), signIn);
            check.setEnabled(enabled);
            repository.addHealthCheck(check);
            checks.put(signIn, check);
        }
    }

    /** Two with different credentials of one app are two checks. */
    private String id(SignIn signIn) {
        String id = "producer:" + componentName + "-sign-in-" + signIn.who();
        String free = id;
        for (int number = 2; isTaken(free); number++) {
            free = id + " (" + number + ")";
        }
        return free;
    }

    private boolean isTaken(String id) {
        return checks.values().stream().anyMatch(check -> check.getId().equals(id));
    }

    /** Removes the check of an identity that nobody uses any more. */
    synchronized void remove(SignIn signIn) {
        AbstractHealthCheck check = checks.remove(signIn);
        WritableHealthCheckRepository repository = repository();
        if (check != null && repository != null) {
            repository.removeHealthCheck(check);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(checks.keySet()).forEach(this::remove);
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }
}
