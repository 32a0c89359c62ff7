package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.sandbox.core.access.RoleAssignment;
import java.util.List;
import java.util.Set;

/**
 * A role assigned to an application in Exchange.
 *
 * @param app the application's client id
 * @param role as Exchange calls it, such as {@code Application Mail.Send}
 * @param mailboxes its scope; null for all of the organization
 */
public record AssignmentSettings(String app, String role, List<String> mailboxes) {

    public static AssignmentSettings of(RoleAssignment assignment) {
        return new AssignmentSettings(
                assignment.clientId(),
                assignment.role().roleName(),
                assignment.scope() instanceof MailboxScope.Only only
                        ? only.mailboxes().stream().sorted().toList()
                        : null);
    }

    public RoleAssignment assignment(String id) {
        return new RoleAssignment(
                id,
                Names.required("app", app),
                ApplicationRole.named(Names.required("role", role)),
                mailboxes == null ? MailboxScope.organization() : new MailboxScope.Only(Set.copyOf(mailboxes)));
    }
}
