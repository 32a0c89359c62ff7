package io.github.camelgraphmail.policy;

import io.github.camelgraphmail.MailNotPermittedException;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may be written as and to. It looks at the composed mail, MIME included, so that no header and no dynamic endpoint gets
 * round it. Each list of rules is a component's and an endpoint's: all have to allow an address, so that an endpoint can narrow
 * what the component allows and never widen it.
 *
 * @param senders the mailboxes that may send
 * @param from which From addresses a mail may have beside its sender's own
 * @param forbidden mailboxes that no mail may be written as, whatever the rules allow; nor as a sub-address of theirs
 * @param recipients whom mails may go to
 * @param redirection where they go instead, once they are allowed
 */
public record MailPolicy(
        List<AddressRule> senders,
        List<AddressRule> from,
        Set<String> forbidden,
        List<AddressRule> recipients,
        Optional<Redirection> redirection) {

    public MailPolicy {
        senders = List.copyOf(senders);
        from = List.copyOf(from);
        forbidden = Set.copyOf(forbidden);
        recipients = List.copyOf(recipients);
        if (senders.isEmpty() || from.isEmpty() || recipients.isEmpty()) {
            throw new IllegalArgumentException("A policy without rules would allow everything");
        }
        if (redirection.isPresent()) {
            checkTesters(redirection.get(), recipients);
        }
    }

    private static void checkTesters(Redirection redirection, List<AddressRule> recipients) {
        for (MailAddress tester : redirection.testers()) {
            AddressRule.refusing(recipients, FoldedAddress.of(tester.address())).ifPresent(rule -> {
                throw new IllegalArgumentException(
                        "redirectTo: '" + tester.address() + "' is not among " + rule + ". Add it there");
            });
        }
    }

    /**
     * @return what may leave: the mail itself, or the one that goes to testers instead
     * @throws MailNotPermittedException when the mail is not allowed
     */
    public OutgoingMail permit(OutgoingMail mail) {
        FoldedAddress sender = FoldedAddress.of(mail.sender());
        checkNotForbidden(mail.sender(), sender);
        AddressRule.refusing(senders, sender).ifPresent(rule -> {
            throw new MailNotPermittedException(
                    "The mail would be sent as '" + mail.sender() + "', which " + rule + " does not allow.",
                    "If this route may send as that mailbox, add it to option allowedSenders.");
        });
        mail.from().ifPresent(from -> checkFrom(mail.sender(), sender, from.address()));
        checkAnswer(mail);
        for (MailAddress addressee : mail.addressees()) {
            checkRecipient(addressee.address());
        }
        return redirection.map(to -> to.redirected(mail)).orElse(mail);
    }

    private void checkNotForbidden(String address, FoldedAddress folded) {
        FoldedAddress mailbox = folded.mailbox();
        for (String other : forbidden) {
            if (FoldedAddress.of(other).mailbox().equals(mailbox)) {
                throw new MailNotPermittedException(
                        "The mail would be written as '" + address + "', which forbiddenSender rules out.",
                        "Send as another mailbox.");
            }
        }
    }

    private void checkFrom(String sender, FoldedAddress foldedSender, String address) {
        FoldedAddress folded = FoldedAddress.of(address);
        checkNotForbidden(address, folded);
        if (folded.equals(foldedSender)) {
            return;
        }
        AddressRule.refusing(from, folded).ifPresent(rule -> {
            throw new MailNotPermittedException(
                    "The mail would be from '" + address + "', which is not the mailbox that sends (" + sender
                            + ") and which " + rule + " does not allow.",
                    "If this route may write as that address, set it as option from or add it to option"
                            + " allowedSenders.");
        });
    }

    private void checkRecipient(String address) {
        AddressRule.refusing(recipients, FoldedAddress.of(address)).ifPresent(rule -> {
            throw new MailNotPermittedException(
                    "The mail would go to '" + address + "', which " + rule + " does not allow.",
                    "If this route may write to that address, add it to option allowedRecipients.");
        });
    }

    /** Whom an answer goes to stands in the message that it answers, which is not known here. */
    private void checkAnswer(OutgoingMail mail) {
        boolean unknown =
                mail.action() instanceof MailAction.Respond respond && respond.kind() != MailAction.Kind.FORWARD;
        if (unknown && !AddressRule.allowAnybody(recipients)) {
            throw new MailNotPermittedException(
                    "A reply goes to whom the message says that it answers, which " + recipients
                            + " can't be held against.",
                    "Reply from an endpoint without allowedRecipients, or send a mail of its own.");
        }
        if (unknown && redirection.isPresent()) {
            throw new MailNotPermittedException(
                    "A reply goes to whom the message says that it answers, so that redirectTo can't send it elsewhere.",
                    "Reply from an endpoint without redirectTo, or send a mail of its own.");
        }
    }
}
