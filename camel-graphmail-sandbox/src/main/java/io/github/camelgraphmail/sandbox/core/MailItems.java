package io.github.camelgraphmail.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The messages that stand in mailboxes: drafts, and what a test has delivered. Safe for use by many threads. */
public final class MailItems {

    private final int capacity;
    private final Map<String, MailItem> byId = new LinkedHashMap<>();

    public MailItems(int capacity) {
        this.capacity = capacity;
    }

    public synchronized MailItem add(String mailbox, MailItem.Folder folder, MailMessage message, MailSource source) {
        UUID uuid = UUID.randomUUID();
        String folded = mailbox.toLowerCase(Locale.ROOT);
        MailItem item = new MailItem(
                "AAMk" + Base64.getEncoder().encodeToString(uuid.toString().getBytes(StandardCharsets.US_ASCII)),
                folded,
                folder,
                "<" + uuid + "@" + folded.substring(folded.indexOf('@') + 1) + ">",
                message,
                source);
        byId.put(item.id(), item);
        if (byId.size() > capacity) {
            byId.remove(byId.keySet().iterator().next());
        }
        return item;
    }

    public synchronized Optional<MailItem> find(String mailbox, String id) {
        return Optional.ofNullable(byId.get(id)).filter(item -> item.mailbox().equalsIgnoreCase(mailbox));
    }

    /** The messages of a folder, oldest first. */
    public synchronized List<MailItem> in(String mailbox, MailItem.Folder folder) {
        return byId.values().stream()
                .filter(item -> item.folder() == folder && item.mailbox().equalsIgnoreCase(mailbox))
                .toList();
    }

    public synchronized void clear() {
        byId.clear();
    }
}
