package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The tenant's applications as they are now: registrations change while the sandbox runs, and tokens are revoked. Safe
 * for use by many threads.
 */
public final class Directory {

    private final Tenant tenant;
    private final List<AppRegistration> apps;
    private final Map<String, Integer> revocations = new HashMap<>();

    public Directory(Tenant tenant) {
        this.tenant = tenant;
        this.apps = new ArrayList<>(tenant.apps());
    }

    public Tenant tenant() {
        return tenant;
    }

    public synchronized Optional<AppRegistration> app(String clientId) {
        return apps.stream()
                .filter(app -> app.clientId().equalsIgnoreCase(clientId))
                .findFirst();
    }

    /** @param clientId of a user-assigned identity; empty for the machine's own */
    public Optional<ManagedIdentity> identity(Optional<String> clientId) {
        return tenant.managedIdentities().stream()
                .filter(identity -> clientId.map(identity.principal().clientId()::equalsIgnoreCase)
                        .orElse(identity.systemAssigned()))
                .findFirst();
    }

    /** The application with this client id, registered or managed. */
    public Optional<ServicePrincipal> principal(String clientId) {
        return app(clientId).map(AppRegistration::principal).or(() -> identity(Optional.of(clientId))
                .map(ManagedIdentity::principal));
    }

    /**
     * Changes a registration.
     *
     * @throws IllegalArgumentException when there is none of this client id
     */
    public synchronized void update(String clientId, UnaryOperator<AppRegistration> change) {
        AppRegistration app = app(clientId)
                .orElseThrow(() -> new IllegalArgumentException("clientId: no app is registered as " + clientId));
        apps.set(apps.indexOf(app), change.apply(app));
    }

    /** From now on refuses the tokens that an application has been given so far. */
    public synchronized void revokeTokens(String clientId) {
        revocations.merge(folded(clientId), 1, Integer::sum);
    }

    /** How often an application's tokens were revoked. */
    public synchronized int revocations(String clientId) {
        return revocations.getOrDefault(folded(clientId), 0);
    }

    private static String folded(String clientId) {
        return clientId.toLowerCase(Locale.ROOT);
    }
}
