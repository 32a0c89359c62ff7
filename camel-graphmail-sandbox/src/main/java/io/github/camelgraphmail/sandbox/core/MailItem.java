package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    MailItem withAttachment(MailAttachment attachment) {
        List<MailAttachment> attachments = Stream.concat(message.attachments().stream(), Stream.of(attachment))
                .toList();
        return updated(message.withAttachments(attachments), source, MailStamp.NONE);
    }

    /** @param stamp what it is marked with beside what it has been */
    MailItem updated(MailMessage another, MailSource anotherSource, MailStamp stamp) {
        Map<String, String> properties = new HashMap<>(extendedProperties);
        properties.putAll(stamp.extendedProperties());
        return new MailItem(
                id,
                immutableId,
                mailbox,
                folder,
                stamp.internetMessageId().orElse(internetMessageId),
                properties,
                another,
                anotherSource,
                visibleFrom,
                former);
    }

    MailItem moved(Folder to, String newId, Instant visible, Optional<MailItem> seenUntilThen) {
        return new MailItem(
                newId,
                immutableId,
                mailbox,
                to,
                internetMessageId,
                extendedProperties,
                message,
                source,
                visible,
                seenUntilThen);
    }
}
