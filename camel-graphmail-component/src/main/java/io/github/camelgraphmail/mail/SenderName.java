package io.github.camelgraphmail.mail;

/** Reads the name of a mailbox that sends. It becomes a part of an address, so it has to be one. */
final class SenderName {

    private SenderName() {}

    static String read(MailField field) {
        String sender = field.line().trim();
        if (sender.isEmpty() || sender.equals(".") || sender.equals("..")) {
            throw field.invalid("'" + sender + "' names no mailbox.", "Name the mailbox that sends, erp@contoso.com.");
        }
        return sender;
    }
}
