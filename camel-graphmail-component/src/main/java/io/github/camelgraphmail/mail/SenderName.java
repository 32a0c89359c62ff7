package io.github.camelgraphmail.mail;

import java.util.regex.Pattern;

/**
 * Reads the name of a mailbox that sends: a user principal name, an address or an object id. It becomes a part of an
 * address and of a From header, so what means something there is none.
 */
final class SenderName {

    private static final Pattern NAME = Pattern.compile("[^\\s,;:<>\"()\\[\\]\\\\/?]+");

    private SenderName() {}

    static String read(MailField field) {
        String sender = field.line().trim();
        if (!NAME.matcher(sender).matches() || sender.equals(".") || sender.equals("..")) {
            throw field.invalid(
                    "'" + sender + "' names no mailbox.",
                    "Name the one mailbox that sends, as erp@contoso.com; a name to show goes into option from.");
        }
        return sender;
    }
}
