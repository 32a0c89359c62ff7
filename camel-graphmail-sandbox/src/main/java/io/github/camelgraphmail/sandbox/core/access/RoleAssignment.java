package io.github.camelgraphmail.sandbox.core.access;

import java.util.Objects;

/**
 * A role that Exchange has assigned to an application for some mailboxes. No token says so.
 *
 * @param id names it in this sandbox
 * @param clientId of the application
 * @see <a href="https://learn.microsoft.com/exchange/permissions-exo/application-rbac">Role Based Access Control for
 *     Applications in Exchange Online</a>
 */
public record RoleAssignment(String id, String clientId, ApplicationRole role, MailboxScope scope) {

    public RoleAssignment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
    }
}
