package io.github.camelgraphmail.sandbox.core;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The one tenant of a sandbox as it is at the start: its mailboxes and app registrations.
 *
 * @param id the tenant (directory) id, a GUID
 * @param mailboxes its mailboxes; everybody else is an unknown user
 * @param apps the applications that are registered at the start
 * @param managedIdentities the identities that Azure has given to this machine
 */
public record Tenant(
        String id, List<Mailbox> mailboxes, List<AppRegistration> apps, List<ManagedIdentity> managedIdentities) {

    private static final String EXAMPLE = "5a4d0b0c-5a0d-4b0c-9a4d-b0c5a4d0b0c5";

    public Tenant {
        if (!isGuid(id)) {
            throw new IllegalArgumentException("tenantId: " + id + " is no GUID, such as " + EXAMPLE);
        }
        mailboxes = List.copyOf(mailboxes);
        apps = List.copyOf(apps);
        managedIdentities = List.copyOf(managedIdentities);
        if (mailboxes.isEmpty()) {
            throw new IllegalArgumentException("mailboxes: a tenant needs at least one to send from");
        }
        if (apps.isEmpty()) {
            throw new IllegalArgumentException("apps: a tenant needs at least one app registration to sign in with");
        }
    }

    private static boolean isGuid(String id) {
        try {
            UUID.fromString(id);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** A tenant without managed identities, with mailboxes of these addresses that can all send. */
    public Tenant(String id, Set<String> addresses, List<AppRegistration> apps) {
        this(id, addresses.stream().sorted().map(Mailbox::of).toList(), apps, List.of());
    }

    public Tenant withApps(List<AppRegistration> others) {
        return new Tenant(id, mailboxes, others, managedIdentities);
    }

    /** With another mailbox, or another one of an address that it has. */
    public Tenant withMailbox(Mailbox another) {
        Stream<Mailbox> others =
                mailboxes.stream().filter(mailbox -> !mailbox.address().equals(another.address()));
        return withMailboxes(Stream.concat(others, Stream.of(another)).toList());
    }

    public Tenant withMailboxes(List<Mailbox> others) {
        return new Tenant(id, others, apps, managedIdentities);
    }

    /** Whether a path segment of the token endpoint names this tenant: by its id or a domain of one of its mailboxes. */
    public boolean isNamed(String idOrDomain) {
        return id.equalsIgnoreCase(idOrDomain)
                || mailboxes.stream().map(Mailbox::domain).anyMatch(idOrDomain::equalsIgnoreCase);
    }
}
