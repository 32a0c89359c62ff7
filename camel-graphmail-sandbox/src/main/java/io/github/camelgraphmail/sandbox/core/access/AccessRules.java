package io.github.camelgraphmail.sandbox.core.access;

import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Exchange lets applications and mailboxes do, beside what is consented to in Entra. Immutable.
 *
 * @param policies hold applications with a consent to some mailboxes
 * @param assignments give applications access without a consent
 * @param sendGrants let mailboxes send with the addresses of others
 */
public record AccessRules(List<AccessPolicy> policies, List<RoleAssignment> assignments, List<SendGrant> sendGrants) {

    public static final AccessRules NONE = new AccessRules(List.of(), List.of(), List.of());

    public AccessRules {
        policies = List.copyOf(policies);
        assignments = List.copyOf(assignments);
        sendGrants = List.copyOf(sendGrants);
    }

    public AccessRules with(AccessPolicy policy) {
        return new AccessRules(and(policies, policy), assignments, sendGrants);
    }

    public AccessRules with(RoleAssignment assignment) {
        return new AccessRules(policies, and(assignments, assignment), sendGrants);
    }

    public AccessRules with(SendGrant grant) {
        return new AccessRules(policies, assignments, and(sendGrants, grant));
    }

    /** Without the policy, assignment or grant of this id. */
    public AccessRules without(String id) {
        return new AccessRules(
                but(policies, policy -> policy.id().equals(id)),
                but(assignments, assignment -> assignment.id().equals(id)),
                but(sendGrants, grant -> grant.id().equals(id)));
    }

    public boolean has(String id) {
        return Stream.of(
                        policies.stream().map(AccessPolicy::id),
                        assignments.stream().map(RoleAssignment::id),
                        sendGrants.stream().map(SendGrant::id))
                .flatMap(ids -> ids)
                .anyMatch(id::equals);
    }

    /**
     * Whether an application may use a mailbox. What Entra and what Exchange grant add up: an assigned role is not subject to
     * policies, and a consent to no scope.
     *
     * @param app with the roles of its token
     * @param anyOf the permissions of which one is enough
     */
    public Authorization authorize(ServicePrincipal app, Collection<String> anyOf, String mailbox) {
        List<RoleAssignment> assigned = assignments.stream()
                .filter(assignment -> assignment.clientId().equalsIgnoreCase(app.clientId()))
                .filter(assignment -> assignment.role().permissions().stream().anyMatch(anyOf::contains))
                .toList();
        Optional<RoleAssignment> inScope = assigned.stream()
                .filter(assignment -> assignment.scope().includes(mailbox))
                .findFirst();
        Optional<String> consented =
                anyOf.stream().filter(app.roles()::contains).findFirst();
        if (consented.isPresent()) {
            Optional<AccessPolicy> blocking = blocking(app.clientId(), mailbox);
            if (blocking.isEmpty()) {
                return new Authorization.Consented(consented.get());
            }
            return inScope.<Authorization>map(Authorization.Assigned::new)
                    .orElseGet(() -> new Authorization.BlockedByPolicy(blocking.get()));
        }
        if (inScope.isPresent()) {
            return new Authorization.Assigned(inScope.get());
        }
        return assigned.isEmpty() ? new Authorization.NotGranted() : new Authorization.OutOfScope();
    }

    /** How a mailbox may use an address that is not its own; empty when it may not. */
    public Optional<SendGrant.Kind> mayUseFrom(String mailbox, String from) {
        return sendGrants.stream()
                .filter(grant -> grant.mailbox().equalsIgnoreCase(mailbox)
                        && grant.from().equalsIgnoreCase(from))
                .map(SendGrant::kind)
                // Who may send as another is not shown beside it.
                .min(Enum::compareTo);
    }

    private Optional<AccessPolicy> blocking(String clientId, String mailbox) {
        List<AccessPolicy> ofApp = policies.stream()
                .filter(policy -> policy.clientId().equalsIgnoreCase(clientId))
                .toList();
        Optional<AccessPolicy> denying = ofApp.stream()
                .filter(policy -> policy.right() == AccessPolicy.Right.DENY_ACCESS)
                .filter(policy -> policy.mailboxes().includes(mailbox))
                .findFirst();
        List<AccessPolicy> restricting = ofApp.stream()
                .filter(policy -> policy.right() == AccessPolicy.Right.RESTRICT_ACCESS)
                .toList();
        boolean member =
                restricting.stream().anyMatch(policy -> policy.mailboxes().includes(mailbox));
        return denying.or(() -> member ? Optional.empty() : restricting.stream().findFirst());
    }

    private static <T> List<T> and(List<T> some, T another) {
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    private static <T> List<T> but(List<T> some, Predicate<T> without) {
        return some.stream().filter(without.negate()).toList();
    }
}
