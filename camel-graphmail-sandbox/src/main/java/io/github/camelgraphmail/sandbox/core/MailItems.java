package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The messages that stand in mailboxes: drafts, what was sent, and what a test has delivered. Safe for use by many threads. */
public final class MailItems {

    private final int capacity;
    private final Clock clock;

    /** By immutable id, oldest first. */
    private final Map<String, MailItem> byId = new LinkedHashMap<>();

    private Duration visibilityDelay = Duration.ZERO;

    /** @param capacity how many are kept; past it the oldest falls out */
    public MailItems(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Makes what is sent or created from now on show up to readers only after a while, as the service does at times. */
    public synchronized void delayVisibility(Duration delay) {
        visibilityDelay = delay;
    }

    public synchronized MailItem add(
            String mailbox, MailItem.Folder folder, MailMessage message, MailSource source, MailStamp stamp) {
        String folded = mailbox.toLowerCase(Locale.ROOT);
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
                clock.instant().plus(visibilityDelay));
        byId.put(item.immutableId(), item);
        if (byId.size() > capacity) {
            byId.remove(byId.keySet().iterator().next());
        }
        return item;
    }

    /** With characters that clients have to escape, as the service's have. */
    private static String newId(String prefix) {
        String random = UUID.randomUUID().toString();
        return prefix + "/" + Base64.getEncoder().encodeToString(random.getBytes(StandardCharsets.US_ASCII)) + "+A=";
    }

    /** The message that an id names, the one of now or the immutable one. */
    public synchronized Optional<MailItem> find(String mailbox, String id) {
        return byId.values().stream()
                .filter(item -> item.isNamed(id) && item.mailbox().equalsIgnoreCase(mailbox))
                .findFirst();
    }

    /** Whether readers get to see the message where it is now. */
    public boolean isVisible(MailItem item) {
        return !clock.instant().isBefore(item.visibleFrom());
    }

    /** Attaches a file to a message that is there. */
    public synchronized void attach(MailItem item, MailAttachment attachment) {
        byId.computeIfPresent(item.immutableId(), (id, current) -> current.withAttachment(attachment));
    }

    /** Moves a message, which takes another id there. */
    public synchronized MailItem move(MailItem item, MailItem.Folder folder) {
        MailItem moved = item.moved(folder, newId("AAMk"), clock.instant().plus(visibilityDelay));
        byId.put(moved.immutableId(), moved);
        return moved;
    }

    public synchronized void remove(MailItem item) {
        byId.remove(item.immutableId());
    }

    /** The messages of a folder, oldest first, whether readers see them yet or not. */
    public synchronized List<MailItem> in(String mailbox, MailItem.Folder folder) {
        return byId.values().stream()
                .filter(item -> item.folder() == folder && item.mailbox().equalsIgnoreCase(mailbox))
                .toList();
    }

    public synchronized void clear() {
        byId.clear();
    }
}
