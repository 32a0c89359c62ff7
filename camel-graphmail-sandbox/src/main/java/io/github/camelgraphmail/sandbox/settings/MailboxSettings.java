package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.Mailbox;
import java.util.List;
import java.util.Set;

/**
 * A mailbox.
 *
 * @param state {@code active}, {@code unlicensed}, {@code on-premises} or {@code disabled}; null for active
 * @param aliases null for none
 */
public record MailboxSettings(String address, String displayName, String state, List<String> aliases) {

    public static MailboxSettings of(Mailbox mailbox) {
        return new MailboxSettings(
                mailbox.address(),
                mailbox.displayName(),
                Names.of(mailbox.state()),
                mailbox.aliases().stream().sorted().toList());
    }

    public Mailbox mailbox() {
        return changed(Mailbox.of(Names.required("address", address)));
    }

    /** The mailbox with what is set here. */
    public Mailbox changed(Mailbox mailbox) {
        Mailbox changed = mailbox;
        if (displayName != null) {
            changed = changed.withDisplayName(displayName);
        }
        if (state != null) {
            changed = changed.withState(Names.read("state", state, Mailbox.State.class));
        }
        return aliases == null ? changed : changed.withAliases(Set.copyOf(aliases));
    }
}
