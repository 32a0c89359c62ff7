package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a mailbox keeps of a message beside what it says.
 *
 * @param modified when it was last changed or moved
 * @param sent when it was sent; empty while it is a draft
 * @param sender who sent it, which may be another one than who it is from
 * @param read whether it counts as read
 * @param flagStatus {@code notFlagged}, {@code flagged} or {@code complete}
 * @param attachmentIds of its attachments, in their order
 */
public record MailDetails(
        Instant created,
        Instant modified,
        Optional<Instant> sent,
        Optional<MailboxAddress> sender,
        boolean read,
        String flagStatus,
        List<String> attachmentIds) {

    public MailDetails {
        attachmentIds = List.copyOf(attachmentIds);
    }

    static MailDetails of(Instant now, MailItem.Folder folder, MailStamp stamp, int attachments) {
        return new MailDetails(
                        now,
                        now,
                        folder == MailItem.Folder.DRAFTS ? Optional.empty() : Optional.of(now),
                        Optional.empty(),
                        folder != MailItem.Folder.INBOX,
                        "notFlagged",
                        List.of())
                .changed(now, stamp, attachments);
    }

    /** @param attachments how many there are now; those added get ids */
    MailDetails changed(Instant now, MailStamp stamp, int attachments) {
        List<String> ids = new ArrayList<>(attachmentIds);
        while (ids.size() < attachments) {
            ids.add("AAMk" + UUID.randomUUID() + "=");
        }
        return new MailDetails(
                created,
                now,
                sent,
                sender,
                stamp.read().orElse(read),
                stamp.flagStatus().orElse(flagStatus),
                ids);
    }

    MailDetails sent(Instant now) {
        return new MailDetails(created, now, Optional.of(now), sender, read, flagStatus, attachmentIds);
    }

    MailDetails sentBy(MailboxAddress who) {
        return new MailDetails(created, modified, sent, Optional.of(who), read, flagStatus, attachmentIds);
    }

    MailDetails withoutAttachment(Instant now, int index) {
        List<String> others = new ArrayList<>(attachmentIds);
        others.remove(index);
        return new MailDetails(created, now, sent, sender, read, flagStatus, others);
    }
}
