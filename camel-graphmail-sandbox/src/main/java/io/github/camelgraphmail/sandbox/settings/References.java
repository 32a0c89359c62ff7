package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.sandbox.core.access.RoleAssignment;
import io.github.camelgraphmail.sandbox.core.access.SendGrant;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Finds applications and mailboxes that access rules name and that are not there, which is a slip of the pen more often than not.
 *
 * @param isApp whether an application has this client id
 * @param isMailbox whether a mailbox has this address
 */
public record References(Predicate<String> isApp, Predicate<String> isMailbox) {

    /** @throws IllegalArgumentException with what is not there */
    public AccessPolicy checked(AccessPolicy policy) {
        app(policy.clientId());
        mailboxes(policy.mailboxes().mailboxes());
        return policy;
    }

    /** @throws IllegalArgumentException with what is not there */
    public RoleAssignment checked(RoleAssignment assignment) {
        app(assignment.clientId());
        if (assignment.scope() instanceof MailboxScope.Only only) {
            mailboxes(only.mailboxes());
        }
        return assignment;
    }

    /** @throws IllegalArgumentException with what is not there */
    public SendGrant checked(SendGrant grant) {
        mailbox("mailbox", grant.mailbox());
        mailbox("from", grant.from());
        return grant;
    }

    private void app(String clientId) {
        if (!isApp.test(clientId)) {
            throw new IllegalArgumentException(
                    "app: no application has the client id " + clientId + "; register it first");
        }
    }

    private void mailboxes(Collection<String> addresses) {
        addresses.stream().sorted().forEach(address -> mailbox("mailboxes", address));
    }

    private void mailbox(String field, String address) {
        if (!isMailbox.test(address)) {
            throw new IllegalArgumentException(field + ": there is no mailbox " + address + "; add it first");
        }
    }
}
