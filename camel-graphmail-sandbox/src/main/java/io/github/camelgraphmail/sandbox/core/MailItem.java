package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message in a mailbox.
 *
 * @param id Graph's id of it, another one after it has moved to another folder
 * @param immutableId the id that stays, for clients that ask for it
 * @param mailbox in lower case
 * @param internetMessageId its Message-ID
 * @param extendedProperties single-value extended properties, by their id
 * @param details what the mailbox keeps of it besides
 * @param visibleFrom when readers get to see it where it is now
 * @param former what readers see until then; empty for nothing
 */
public record MailItem(
        String id,
        String immutableId,
        String mailbox,
        Folder folder,
        String internetMessageId,
        Map<String, String> extendedProperties,
        MailMessage message,
        MailSource source,
        MailDetails details,
        Instant visibleFrom,
        Optional<MailItem> former) {

    /** The well-known folders that are here. */
    public enum Folder {
        INBOX,
        DRAFTS,
        SENT_ITEMS
    }

    public MailItem {
        extendedProperties = Map.copyOf(extendedProperties);
    }

    public boolean isDraft() {
        return folder == Folder.DRAFTS;
    }

    /** Changes with every change of it. */
    public String changeKey() {
        return Integer.toHexString(Objects.hash(id, details.modified(), details.read(), details.flagStatus()));
    }

    MailItem withAttachment(MailAttachment attachment, Instant now) {
        List<MailAttachment> attachments = Stream.concat(message.attachments().stream(), Stream.of(attachment))
                .toList();
        return updated(message.withAttachments(attachments), source, MailStamp.NONE, now);
    }

    /** @param index of the attachment */
    MailItem withoutAttachment(int index, Instant now) {
        List<MailAttachment> others = new ArrayList<>(message.attachments());
        others.remove(index);
        return changed(
                internetMessageId,
                extendedProperties,
                message.withAttachments(others),
                source,
                details.withoutAttachment(now, index));
    }

    /** @param stamp what it is marked with beside what it has been */
    MailItem updated(MailMessage another, MailSource anotherSource, MailStamp stamp, Instant now) {
        Map<String, String> properties = new HashMap<>(extendedProperties);
        properties.putAll(stamp.extendedProperties());
        return changed(
                stamp.internetMessageId().orElse(internetMessageId),
                properties,
                another,
                anotherSource,
                details.changed(now, stamp, another.attachments().size()));
    }

    MailItem sentBy(MailboxAddress sender) {
        return changed(internetMessageId, extendedProperties, message, source, details.sentBy(sender));
    }

    private MailItem changed(
            String otherMessageId,
            Map<String, String> otherProperties,
            MailMessage otherMessage,
            MailSource otherSource,
            MailDetails otherDetails) {
        return new MailItem(
                id,
                immutableId,
                mailbox,
                folder,
                otherMessageId,
                otherProperties,
                otherMessage,
                otherSource,
                otherDetails,
                visibleFrom,
                former);
    }

    /** The same with its parts from elsewhere. */
    MailItem with(MailMessage anotherMessage, MailSource anotherSource) {
        return changed(internetMessageId, extendedProperties, anotherMessage, anotherSource, details);
    }

    /** Roughly how much memory it takes, without what is in files. */
    long heldBytes() {
        return message.heldBytes() + source.stored().heldBytes();
    }

    MailItem moved(Folder to, String newId, Instant now, Instant visible, Optional<MailItem> seenUntilThen) {
        return new MailItem(
                newId,
                immutableId,
                mailbox,
                to,
                internetMessageId,
                extendedProperties,
                message,
                source,
                to == Folder.SENT_ITEMS ? details.sent(now) : details,
                visible,
                seenUntilThen);
    }
}
