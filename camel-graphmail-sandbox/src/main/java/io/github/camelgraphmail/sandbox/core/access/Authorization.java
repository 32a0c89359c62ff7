package io.github.camelgraphmail.sandbox.core.access;

/** Whether an application may do something to a mailbox, and why. */
public sealed interface Authorization {

    /**
     * Its token has the permission, and no policy is in the way. A scope in Exchange changes nothing about that.
     *
     * @param permission of the token's roles
     */
    record Consented(String permission) implements Authorization {}

    /** Exchange has assigned it a role for the mailbox. */
    record Assigned(RoleAssignment assignment) implements Authorization {}

    /**
     * Its token has the permission, but a policy keeps it from this mailbox.
     *
     * @param policy one that denies the mailbox, or that restricts the application to others
     */
    record BlockedByPolicy(AccessPolicy policy) implements Authorization {}

    /** Exchange has assigned it the role for other mailboxes. */
    record OutOfScope() implements Authorization {}

    /** Neither its token nor Exchange says that it may. */
    record NotGranted() implements Authorization {}

    default boolean isAllowed() {
        return this instanceof Consented || this instanceof Assigned;
    }
}
