package io.github.camelgraphmail.policy;

import io.github.camelgraphmail.MailNotPermittedException;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.OutgoingMail;

/**
 * Who may be written as and to. It looks at the composed mail, so that no header and no dynamic endpoint gets round it.
 *
 * @param senders the mailboxes that may send
 * @param recipients whom mails may go to
 */
public record MailPolicy(AddressPatterns senders, AddressPatterns recipients) {

    /** @throws MailNotPermittedException when the mail is not allowed */
    public OutgoingMail permit(OutgoingMail mail) {
        if (!senders.match(mail.sender())) {
            throw new MailNotPermittedException(
                    "The mail would be sent as '" + mail.sender() + "', which allowedSenders (" + senders
                            + ") does not allow.",
                    "If this route may send as that mailbox, add it to option allowedSenders.");
        }
        checkAnswer(mail);
        mail.recipients()
                .all()
                .map(MailAddress::address)
                .filter(address -> !recipients.match(address))
                .findFirst()
                .ifPresent(address -> {
                    throw new MailNotPermittedException(
                            "The mail would go to '" + address + "', which allowedRecipients (" + recipients
                                    + ") does not allow.",
                            "If this route may write to that address, add it to option allowedRecipients.");
                });
        return mail;
    }

    /** Whom an answer goes to stands in the message that it answers, which is not known here. */
    private void checkAnswer(OutgoingMail mail) {
        boolean unknown =
                mail.action() instanceof MailAction.Respond respond && respond.kind() != MailAction.Kind.FORWARD;
        if (unknown && !recipients.matchAnybody()) {
            throw new MailNotPermittedException(
                    "A reply goes to whom the message says that it answers, which allowedRecipients (" + recipients
                            + ") can't be held against.",
                    "Reply from an endpoint without allowedRecipients, or send a mail of its own.");
        }
    }
}
