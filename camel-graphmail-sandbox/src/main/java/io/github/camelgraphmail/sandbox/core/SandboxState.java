package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.core.access.AccessRules;

/**
 * All of one sandbox that changes while it runs. Safe for use by many threads.
 *
 * @param directory applications and what they are consented to
 * @param users the mailboxes there are
 * @param access who may use which of them
 * @param mailboxes what is in them
 * @param initialAccess the rules of the start
 */
public record SandboxState(
        SandboxClock clock,
        Propagation propagation,
        Directory directory,
        MailboxDirectory users,
        AccessControl access,
        Mailboxes mailboxes,
        AccessRules initialAccess) {

    /**
     * Makes everything as it was at the start: no mails, no faults, the mailboxes, applications and rules of the start, the clock
     * as it goes. Tokens stay good. Counts go on.
     */
    public void reset() {
        clock.reset();
        propagation.reset();
        directory.reset();
        users.reset(directory.tenant().mailboxes());
        access.reset(initialAccess);
        mailboxes.reset();
    }

    public static SandboxState of(
            Tenant tenant, AccessRules access, SandboxClock clock, Propagation propagation, Mailboxes mailboxes) {
        return new SandboxState(
                clock,
                propagation,
                new Directory(tenant, propagation),
                new MailboxDirectory(tenant.mailboxes()),
                new AccessControl(propagation, access),
                mailboxes,
                access);
    }
}
