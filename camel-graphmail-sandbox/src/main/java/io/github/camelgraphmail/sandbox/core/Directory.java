package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The tenant's applications as they are now: registrations change while the sandbox runs, and tokens are revoked. What is
 * consented to takes its time, everything else holds at once. Safe for use by many threads.
 */
public final class Directory {

    private final Tenant tenant;
    private final List<AppRegistration> apps;

    /** The permissions consented to, by client id in lower case. */
    private final Propagated<Map<String, Set<String>>> consents;

    private final Map<String, Integer> revocations = new HashMap<>();

    /** @param propagation of consent */
    public Directory(Tenant tenant, Propagation propagation) {
        this.tenant = tenant;
        this.apps = new ArrayList<>(tenant.apps());
        this.consents = new Propagated<>(propagation, consents(tenant.apps()));
    }

    public Tenant tenant() {
        return tenant;
    }

    /** The registrations as they were set last. */
    public synchronized List<AppRegistration> apps() {
        return List.copyOf(apps);
    }

    /** A registration as it was set last. */
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

    /** The application with this client id, registered or managed, with the permissions that its next token has. */
    public Optional<ServicePrincipal> principal(String clientId) {
        return app(clientId)
                .map(AppRegistration::principal)
                .map(principal -> principal.withRoles(consents.effective().getOrDefault(folded(clientId), Set.of())))
                .or(() -> identity(Optional.of(clientId)).map(ManagedIdentity::principal));
    }

    /**
     * Adds a registration.
     *
     * @throws IllegalArgumentException when there is one of its client id
     */
    public synchronized void register(AppRegistration app) {
        if (app(app.clientId()).isPresent()) {
            throw new IllegalArgumentException("clientId: an app is registered as " + app.clientId() + " already");
        }
        apps.add(app);
        consent(app);
    }

    /**
     * Changes a registration.
     *
     * @throws IllegalArgumentException when there is none of this client id
     */
    public synchronized void update(String clientId, UnaryOperator<AppRegistration> change) {
        AppRegistration app = app(clientId)
                .orElseThrow(() -> new IllegalArgumentException("clientId: no app is registered as " + clientId));
        AppRegistration changed = change.apply(app);
        if (!changed.clientId().equalsIgnoreCase(clientId)) {
            throw new IllegalArgumentException("clientId: " + clientId + " can't become " + changed.clientId()
                    + "; remove the one and register the other");
        }
        apps.set(apps.indexOf(app), changed);
        consent(changed);
    }

    /** Removes a registration; tokens that it has been given are refused from now on. */
    public synchronized boolean remove(String clientId) {
        return apps.removeIf(app -> app.clientId().equalsIgnoreCase(clientId));
    }

    /** Has the registrations of the start again, all that they were allowed in effect at once. Revoked tokens stay so. */
    public synchronized void reset() {
        apps.clear();
        apps.addAll(tenant.apps());
        consents.reset(consents(tenant.apps()));
    }

    private void consent(AppRegistration app) {
        Set<String> roles = app.principal().roles();
        String clientId = folded(app.clientId());
        if (!roles.equals(consents.set().get(clientId))) {
            consents.change(set -> {
                Map<String, Set<String>> changed = new HashMap<>(set);
                changed.put(clientId, roles);
                return changed;
            });
        }
    }

    private static Map<String, Set<String>> consents(List<AppRegistration> apps) {
        return apps.stream().collect(Collectors.toMap(app -> folded(app.clientId()), app -> app.principal()
                .roles()));
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
