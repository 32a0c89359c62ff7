package io.github.camelgraphmail.sandbox.core.access;

import java.util.Objects;
import java.util.Set;

/**
 * An application access policy: the older way to hold an application that was given consent in Entra to some mailboxes.
 *
 * @param id names it in this sandbox
 * @param clientId of the application
 * @param mailboxes the members of its group
 * @see <a href="https://learn.microsoft.com/powershell/module/exchange/new-applicationaccesspolicy">New-ApplicationAccessPolicy</a>
 */
public record AccessPolicy(String id, String clientId, Right right, MailboxScope.Only mailboxes) {

    /** What it does about the members of its group. */
    public enum Right {
        /** The application may use these mailboxes and, but for those of its other such policies, none else. */
        RESTRICT_ACCESS,
        /** The application may not use these mailboxes, whatever else allows it to. */
        DENY_ACCESS
    }

    public AccessPolicy {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(mailboxes, "mailboxes");
    }

    public AccessPolicy(String id, String clientId, Right right, Set<String> mailboxes) {
        this(id, clientId, right, new MailboxScope.Only(mailboxes));
    }
}
