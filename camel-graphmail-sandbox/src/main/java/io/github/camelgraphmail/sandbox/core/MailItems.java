package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The messages that stand in mailboxes: drafts, what was sent, and what a test has delivered. Safe for use by many threads. */
public final class MailItems {

    private final StoreLimits limits;
    private final Clock clock;
    private final ContentFiles files;

    /** By immutable id, oldest first. */
    private final Map<String, MailItem> byId = new LinkedHashMap<>();

    /** The immutable id of each id. */
    private final Map<String, String> immutableIds = new HashMap<>();

    /** By mailbox, then by immutable id, oldest first. */
    private final Map<String, Map<String, MailItem>> byMailbox = new HashMap<>();

    private Duration visibilityDelay = Duration.ZERO;
    private boolean showsFormerState;
    private long heldBytes;

    /**
     * @param limits past which the oldest falls out
     * @param files where what is large in them goes
     */
    public MailItems(StoreLimits limits, Clock clock, ContentFiles files) {
        this.limits = limits;
        this.clock = clock;
        this.files = files;
    }

    /** Makes what is sent or created from now on show up to readers only after a while, as the service does at times. */
    public synchronized void delayVisibility(Duration delay) {
        visibilityDelay = delay;
        showsFormerState = false;
    }

    /** Makes readers see what is sent from now on as the draft that it was, for a while. */
    public synchronized void showFormerState(Duration delay) {
        visibilityDelay = delay;
        showsFormerState = true;
    }

    /** Carries an action out whose messages show up to readers only after a while. */
    public synchronized <T> T hiding(Duration delay, Supplier<T> action) {
        Duration before = visibilityDelay;
        boolean former = showsFormerState;
        delayVisibility(delay);
        try {
            return action.get();
        } finally {
            visibilityDelay = before;
            showsFormerState = former;
        }
    }

    public synchronized MailItem add(
            String mailbox, MailItem.Folder folder, MailMessage message, MailSource source, MailStamp stamp) {
        String folded = folded(mailbox);
        String domain = folded.substring(folded.indexOf('@') + 1);
        MailItem item = new MailItem(
                newId("AAMk"),
                newId("AAkA"),
                folded,
                folder,
                stamp.internetMessageId().orElseGet(() -> "<" + UUID.randomUUID() + "@" + domain + ">"),
                stamp.extendedProperties(),
                message,
                source,
                MailDetails.of(
                        clock.instant(), folder, stamp, message.attachments().size()),
                showsFormerState ? clock.instant() : clock.instant().plus(visibilityDelay),
                Optional.empty());
        MailItem kept = put(item);
        while (byId.size() > limits.mails() || byId.size() > 1 && heldBytes > limits.heldBytes()) {
            remove(byId.values().iterator().next());
        }
        return kept;
    }

    /** With characters that clients have to escape, as the service's have. */
    private static String newId(String prefix) {
        String random = UUID.randomUUID().toString();
        return prefix + "/" + Base64.getEncoder().encodeToString(random.getBytes(StandardCharsets.US_ASCII)) + "+A=";
    }

    private static String folded(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }

    /** The message that an id names, the one of now or the immutable one. */
    public synchronized Optional<MailItem> find(String mailbox, String id) {
        return Optional.ofNullable(byId.get(immutableIds.getOrDefault(id, id)))
                .filter(item -> item.mailbox().equals(folded(mailbox)));
    }

    /** What readers get to see of a message, which may be what it was before; empty for nothing yet. */
    public Optional<MailItem> seen(MailItem item) {
        return clock.instant().isBefore(item.visibleFrom()) ? item.former() : Optional.of(item);
    }

    /** Replaces what a message says and is marked with. */
    public synchronized MailItem update(MailItem item, MailMessage message, MailSource source, MailStamp stamp) {
        MailItem updated = item.updated(message, source, stamp, clock.instant());
        return put(updated);
    }

    /** Attaches a file to a message that is there. */
    public synchronized void attach(MailItem item, MailAttachment attachment) {
        MailItem current = byId.get(item.immutableId());
        if (current != null) {
            put(current.withAttachment(attachment, clock.instant()));
        }
    }

    /**
     * Takes an attachment off a message.
     *
     * @return whether it had one of this id
     */
    public synchronized boolean detach(MailItem item, String attachmentId) {
        MailItem current = byId.get(item.immutableId());
        int index = current == null ? -1 : current.details().attachmentIds().indexOf(attachmentId);
        if (index < 0) {
            return false;
        }
        put(current.withoutAttachment(index, clock.instant()));
        return true;
    }

    /** Notes who has sent a message, where it is from somebody else. */
    public synchronized void sentBy(MailItem item, MailboxAddress sender) {
        MailItem current = byId.get(item.immutableId());
        if (current != null) {
            put(current.sentBy(sender));
        }
    }

    /** Moves a message, which takes another id there. */
    public synchronized MailItem move(MailItem item, MailItem.Folder folder) {
        Instant visible = clock.instant().plus(visibilityDelay);
        MailItem moved = item.moved(
                folder,
                newId("AAMk"),
                clock.instant(),
                visible,
                showsFormerState ? Optional.of(item) : Optional.empty());
        immutableIds.remove(item.id());
        return put(moved);
    }

    public synchronized void remove(MailItem item) {
        MailItem current = byId.remove(item.immutableId());
        if (current != null) {
            letGo(current);
            immutableIds.remove(current.id());
            byMailbox.get(current.mailbox()).remove(current.immutableId());
        }
    }

    /** The message with what is large in it in files. */
    private MailItem put(MailItem given) {
        MailItem item = given.with(files.keep(given.message()), files.keep(given.source()));
        heldBytes += item.heldBytes();
        MailItem before = byId.put(item.immutableId(), item);
        if (before != null) {
            letGo(before);
        }
        immutableIds.put(item.id(), item.immutableId());
        byMailbox
                .computeIfAbsent(item.mailbox(), absent -> new LinkedHashMap<>())
                .put(item.immutableId(), item);
        return item;
    }

    private void letGo(MailItem item) {
        heldBytes -= item.heldBytes();
        files.release(item.message(), item.source());
    }

    /** The messages of a folder, oldest first, whether readers see them yet or not. */
    public synchronized List<MailItem> in(String mailbox, MailItem.Folder folder) {
        return items(mailbox).stream().filter(item -> item.folder() == folder).toList();
    }

    /** The messages that readers see in a folder, oldest first. */
    public synchronized List<MailItem> seenIn(String mailbox, MailItem.Folder folder) {
        return items(mailbox).stream()
                .flatMap(item -> seen(item).stream())
                .filter(item -> item.folder() == folder)
                .toList();
    }

    private Collection<MailItem> items(String mailbox) {
        return byMailbox.getOrDefault(folded(mailbox), Map.of()).values();
    }

    public synchronized void clear() {
        byId.values().forEach(this::letGo);
        byId.clear();
        immutableIds.clear();
        byMailbox.clear();
    }
}
