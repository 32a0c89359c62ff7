package io.github.camelgraphmail.sandbox.core;

import java.util.List;

/**
 * A part of the mails that were looked for.
 *
 * @param mails newest first
 * @param before how many of those that were found are newer
 * @param found how many there are of them
 * @param kept how many mails there are, found or not
 * @param unread how many of those kept nobody has opened
 */
public record MailSlice(List<ListedMail> mails, int before, int found, int kept, int unread) {

    public MailSlice {
        mails = List.copyOf(mails);
    }
}
