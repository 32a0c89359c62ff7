package io.github.camelgraphmail.sandbox.core;

/**
 * A message in a mailbox.
 *
 * @param id Graph's id of it
 * @param mailbox in lower case
 * @param internetMessageId its Message-ID
 */
public record MailItem(
        String id, String mailbox, Folder folder, String internetMessageId, MailMessage message, MailSource source) {

    public enum Folder {
        INBOX,
        DRAFTS
    }
}
