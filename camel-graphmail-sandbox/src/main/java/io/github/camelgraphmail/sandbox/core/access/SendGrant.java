package io.github.camelgraphmail.sandbox.core.access;

import java.util.Locale;
import java.util.Objects;

/**
 * The right of a mailbox to send with another one's address in From.
 *
 * @param id names it in this sandbox
 * @param mailbox who sends
 * @param from whose address it may use
 * @see <a href="https://learn.microsoft.com/graph/outlook-send-mail-from-other-user">Send Outlook messages from another user</a>
 */
public record SendGrant(String id, String mailbox, String from, Kind kind) {

    /** What recipients get to see. */
    public enum Kind {
        /** The other mailbox alone. */
        SEND_AS,
        /** The other mailbox, and who sent for it. */
        SEND_ON_BEHALF
    }

    public SendGrant {
        Objects.requireNonNull(id, "id");
        mailbox = mailbox.strip().toLowerCase(Locale.ROOT);
        from = from.strip().toLowerCase(Locale.ROOT);
        Objects.requireNonNull(kind, "kind");
    }
}
