package io.github.camelgraphmail.sandbox.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tenant's mailboxes as they are now. Everybody else is an unknown user. Safe for use by many threads. */
public final class MailboxDirectory {

    /** By address, in the order in which they were added. */
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();

    public MailboxDirectory(Collection<Mailbox> mailboxes) {
        reset(mailboxes);
    }

    public synchronized List<Mailbox> all() {
        return List.copyOf(mailboxes.values());
    }

    /** @param user as a path names it: by the primary address or the object id */
    public synchronized Optional<Mailbox> find(String user) {
        Mailbox byAddress = mailboxes.get(user.toLowerCase(Locale.ROOT));
        if (byAddress != null || user.indexOf('@') >= 0) {
            return Optional.ofNullable(byAddress);
        }
        return mailboxes.values().stream()
                .filter(mailbox -> mailbox.objectId().equalsIgnoreCase(user))
                .findFirst();
    }

    /** Adds a mailbox, or replaces the one of its address. */
    public synchronized void put(Mailbox mailbox) {
        mailboxes.put(mailbox.address(), mailbox);
    }

    /**
     * Changes a mailbox, but for its address.
     *
     * @throws IllegalArgumentException when there is none of this address
     */
    public synchronized void update(String address, UnaryOperator<Mailbox> change) {
        Mailbox mailbox = find(address)
                .orElseThrow(() -> new IllegalArgumentException("mailbox: there is none of the address " + address));
        Mailbox changed = change.apply(mailbox);
        if (!changed.address().equals(mailbox.address())) {
            throw new IllegalArgumentException("mailbox: " + mailbox.address() + " can't become " + changed.address()
                    + "; remove the one and add the other");
        }
        put(changed);
    }

    /** Makes an address that of an unknown user. Its messages stay, for a mailbox that comes back. */
    public synchronized boolean remove(String address) {
        return mailboxes.remove(address.toLowerCase(Locale.ROOT)) != null;
    }

    /** Has these mailboxes and no others. */
    public synchronized void reset(Collection<Mailbox> others) {
        mailboxes.clear();
        others.forEach(this::put);
    }
}
