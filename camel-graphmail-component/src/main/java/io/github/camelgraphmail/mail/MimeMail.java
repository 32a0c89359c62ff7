package io.github.camelgraphmail.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole MIME mail, which is sent as it is.
 *
 * @param recipients as its To, Cc and Bcc headers say
 * @param resentTo whom its Resent-To, Resent-Cc and Resent-Bcc headers name
 * @param content its bytes
 */
public record MimeMail(
        MailAction action,
        String sender,
        Optional<MailAddress> from,
        Recipients recipients,
        List<MailAddress> resentTo,
        ContentSource content)
        implements OutgoingMail {

    public MimeMail {
        resentTo = List.copyOf(resentTo);
    }

    @Override
    public List<MailAddress> addressees() {
        List<MailAddress> all = new ArrayList<>(recipients.all());
        all.addAll(resentTo);
        return all;
    }

    @Override
    public MimeMail readdressed(Recipients others, MailHeader note) {
        return new MimeMail(action, sender, from, others, List.of(), MimeHead.readdressed(content, others, note));
    }

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
