package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.core.access.AccessRules;
import java.util.List;

/**
 * All of one sandbox that changes while it runs. Safe for use by many threads.
 *
 * @param directory applications and what they are consented to
 * @param users the mailboxes there are
 * @param access who may use which of them
 * @param mailboxes what is in them
 * @param arrivals tells of the mails that are accepted
 * @param initialAccess the rules of the start
 * @param initialFaults the faults of the start
 */
public record SandboxState(
        SandboxClock clock,
        Propagation propagation,
        Directory directory,
        MailboxDirectory users,
        AccessControl access,
        Mailboxes mailboxes,
        Arrivals arrivals,
        AccessRules initialAccess,
        List<FaultPlan> initialFaults) {

    public SandboxState {
        initialFaults = List.copyOf(initialFaults);
        initialFaults.forEach(mailboxes.faults()::plan);
    }

    /**
     * Makes everything as it was at the start: no mails, the faults, mailboxes, applications and rules of the start, the clock as
     * it goes. Tokens stay good. Counts go on.
     */
    public void reset() {
        clock.reset();
        propagation.reset();
        directory.reset();
        users.reset(directory.tenant().mailboxes());
        access.reset(initialAccess);
        mailboxes.reset();
        initialFaults.forEach(mailboxes.faults()::plan);
    }

    public static SandboxState of(
            Tenant tenant,
            AccessRules access,
            SandboxClock clock,
            Propagation propagation,
            Mailboxes mailboxes,
            List<FaultPlan> faults) {
        return new SandboxState(
                clock,
                propagation,
                new Directory(tenant, propagation),
                new MailboxDirectory(tenant.mailboxes()),
                new AccessControl(propagation, access),
                mailboxes,
                new Arrivals(mailboxes.accepted()),
                access,
                faults);
    }
}
