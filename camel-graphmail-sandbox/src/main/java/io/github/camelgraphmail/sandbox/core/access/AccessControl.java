package io.github.camelgraphmail.sandbox.core.access;

import io.github.camelgraphmail.sandbox.core.Propagated;
import io.github.camelgraphmail.sandbox.core.Propagation;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The access rules of a sandbox as they change while it runs. Changes take effect after the sandbox's propagation delay. Safe
 * for use by many threads.
 *
 * <pre>{@code
 * sandbox.access().restrict(clientId, "erp@contoso.com");
 * sandbox.access().assign(clientId, ApplicationRole.MAIL_SEND, MailboxScope.of("erp@contoso.com"));
 * sandbox.access().sendAs("erp@contoso.com", "sales@contoso.com");
 * }</pre>
 */
public final class AccessControl {

    private final Propagated<AccessRules> rules;
    private final AtomicLong ids = new AtomicLong();

    /** @param initial in effect at once */
    public AccessControl(Propagation propagation, AccessRules initial) {
        this.rules = new Propagated<>(propagation, initial);
    }

    /** As an administrator sees them. */
    public AccessRules rules() {
        return rules.set();
    }

    /** What requests are judged by now. */
    public AccessRules effective() {
        return rules.effective();
    }

    /** Holds an application to these mailboxes and those of its other such policies. */
    public AccessPolicy restrict(String clientId, String... mailboxes) {
        return addPolicy(id -> new AccessPolicy(id, clientId, AccessPolicy.Right.RESTRICT_ACCESS, Set.of(mailboxes)));
    }

    /** Keeps an application from these mailboxes. */
    public AccessPolicy deny(String clientId, String... mailboxes) {
        return addPolicy(id -> new AccessPolicy(id, clientId, AccessPolicy.Right.DENY_ACCESS, Set.of(mailboxes)));
    }

    /** Adds the policy that {@code withId} makes of its new id. */
    public AccessPolicy addPolicy(Function<String, AccessPolicy> withId) {
        AccessPolicy policy = withId.apply(newId("policy"));
        rules.change(set -> set.with(policy));
        return policy;
    }

    /** Gives an application access in Exchange. */
    public RoleAssignment assign(String clientId, ApplicationRole role, MailboxScope scope) {
        return addAssignment(id -> new RoleAssignment(id, clientId, role, scope));
    }

    /** Adds the assignment that {@code withId} makes of its new id. */
    public RoleAssignment addAssignment(Function<String, RoleAssignment> withId) {
        RoleAssignment assignment = withId.apply(newId("assignment"));
        rules.change(set -> set.with(assignment));
        return assignment;
    }

    /** Lets a mailbox send with another one's address, as if it were that. */
    public SendGrant sendAs(String mailbox, String from) {
        return addGrant(id -> new SendGrant(id, mailbox, from, SendGrant.Kind.SEND_AS));
    }

    /** Lets a mailbox send with another one's address, shown beside its own. */
    public SendGrant sendOnBehalf(String mailbox, String from) {
        return addGrant(id -> new SendGrant(id, mailbox, from, SendGrant.Kind.SEND_ON_BEHALF));
    }

    /** Adds the grant that {@code withId} makes of its new id. */
    public SendGrant addGrant(Function<String, SendGrant> withId) {
        SendGrant grant = withId.apply(newId("grant"));
        rules.change(set -> set.with(grant));
        return grant;
    }

    /**
     * Takes a policy, an assignment or a grant back.
     *
     * @return whether there was one of this id
     */
    public boolean remove(String id) {
        if (!rules().has(id)) {
            return false;
        }
        rules.change(set -> set.without(id));
        return true;
    }

    /** Takes all back. */
    public void clear() {
        rules.change(set -> AccessRules.NONE);
    }

    /** Has these rules from now on, without a delay. */
    public void reset(AccessRules others) {
        rules.reset(others);
    }

    private String newId(String kind) {
        String id = kind + "-" + ids.incrementAndGet();
        return rules().has(id) ? newId(kind) : id;
    }
}
