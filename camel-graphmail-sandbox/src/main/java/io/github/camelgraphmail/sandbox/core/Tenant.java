package io.github.camelgraphmail.sandbox.core;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one tenant of a sandbox: its mailboxes and app registrations. Names of mailboxes and apps compare without case.
 *
 * @param id the tenant (directory) id, a GUID
 * @param mailboxes the primary addresses that have a mailbox; everything else is an unknown user
 * @param apps the applications that are registered at the start
 * @param managedIdentities the identities that Azure has given to this machine
 */
public record Tenant(
        String id, Set<String> mailboxes, List<AppRegistration> apps, List<ManagedIdentity> managedIdentities) {

    public Tenant {
        UUID.fromString(id);
        mailboxes = mailboxes.stream().map(Tenant::folded).collect(Collectors.toUnmodifiableSet());
        apps = List.copyOf(apps);
        managedIdentities = List.copyOf(managedIdentities);
        if (mailboxes.isEmpty()) {
            throw new IllegalArgumentException("mailboxes: a tenant needs at least one to send from");
        }
        if (apps.isEmpty()) {
            throw new IllegalArgumentException("apps: a tenant needs at least one app registration to sign in with");
        }
    }

    public boolean hasMailbox(String address) {
        return mailboxes.contains(folded(address));
    }

    /** A tenant without managed identities. */
    public Tenant(String id, Set<String> mailboxes, List<AppRegistration> apps) {
        this(id, mailboxes, apps, List.of());
    }

    /** Whether a path segment of the token endpoint names this tenant: by its id or a domain of one of its mailboxes. */
    public boolean isNamed(String idOrDomain) {
        return id.equalsIgnoreCase(idOrDomain)
                || mailboxes.stream().anyMatch(mailbox -> mailbox.endsWith("@" + folded(idOrDomain)));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
