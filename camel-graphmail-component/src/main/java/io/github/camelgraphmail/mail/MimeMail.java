package io.github.camelgraphmail.mail;

import java.util.Optional;

/**
 * A whole MIME mail, which is sent as it is.
 *
 * @param recipients as its To, Cc and Bcc headers say
 * @param content its bytes
 */
public record MimeMail(
        MailAction action, String sender, Optional<MailAddress> from, Recipients recipients, ContentSource content)
        implements OutgoingMail {

    /** Graph keeps a copy of every MIME mail. */
    @Override
    public boolean saveToSentItems() {
        return true;
    }

    /** Without addresses and content, which belong into no log. */
    @Override
    public String toString() {
        return "MimeMail[" + recipients + ", " + content.size() + " bytes]";
    }
}
