package io.github.camelgraphmail.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
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
        if (!NAME.matcher(sender).matches() || sender.equals(".") || sender.equals("..") || !isName(sender)) {
            throw field.invalid(
                    "'" + sender + "' names no mailbox.",
                    "Name the one mailbox that sends, as erp@contoso.com; a name to show goes into option from.");
        }
        return sender;
    }

    /** With an at sign it is an address. */
    private static boolean isName(String sender) {
        if (sender.indexOf('@') < 0) {
            return true;
        }
        try {
            new InternetAddress(sender, true);
            return true;
        } catch (AddressException malformed) {
            return false;
        }
    }
}
