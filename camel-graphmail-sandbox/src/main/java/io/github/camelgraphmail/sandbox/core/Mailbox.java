package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A user or shared mailbox of the tenant. Addresses are kept in lower case. Immutable: each {@code with...} method answers a
 * changed copy.
 *
 * @param address the primary address, which is the user principal name too
 * @param displayName the name that recipients see; empty for none
 * @param state whether mail can be sent from it
 * @param aliases its other addresses; a mail from one of them goes out with the primary one, as where a tenant has not turned
 *     on sending from aliases
 */
public record Mailbox(String address, String displayName, State state, Set<String> aliases) {

    /** What the service says of a user. */
    public enum State {
        ACTIVE,
        /** A user without an Exchange licence. */
        UNLICENSED,
        /** A mailbox on a server of one's own. */
        ON_PREMISES,
        /** The user's account is blocked. */
        DISABLED
    }

    public Mailbox {
        address = folded(address);
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(state, "state");
        aliases = aliases.stream().map(Mailbox::folded).collect(Collectors.toUnmodifiableSet());
        int at = address.indexOf('@');
        if (at < 1 || at != address.lastIndexOf('@') || at == address.length() - 1) {
            throw new IllegalArgumentException("address: " + address + " is no address, such as erp@contoso.com");
        }
    }

    /** A mailbox that can send, without a name or aliases. */
    public static Mailbox of(String address) {
        return new Mailbox(address, "", State.ACTIVE, Set.of());
    }

    public Mailbox withState(State changed) {
        return new Mailbox(address, displayName, changed, aliases);
    }

    public Mailbox withDisplayName(String changed) {
        return new Mailbox(address, changed, state, aliases);
    }

    public Mailbox withAliases(Set<String> changed) {
        return new Mailbox(address, displayName, state, changed);
    }

    /** The user's object id, made of the address. */
    public String objectId() {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Whether an address is one of its own. */
    public boolean isAddressedBy(String other) {
        return address.equals(folded(other)) || aliases.contains(folded(other));
    }

    static String folded(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
