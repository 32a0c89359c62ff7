package io.github.camelgraphmail.sandbox.core;

import java.time.Instant;

/**
 * A mail that the sandbox accepted: what was sent, by whom, and the request that carried it.
 *
 * @param id unique in this sandbox, in the order of acceptance, starting at 1
 * @param acceptedAt by the sandbox's clock
 * @param mailbox the sending mailbox: the user of the request's path
 * @param sentBy the application whose token was used
 * @param message what the mail says
 * @param savedToSentItems whether the sender wanted a copy in Sent Items
 * @param delivery by what call it came
 * @param request the ids of the request that sent it
 * @param source the request's body, as it came
 */
public record AcceptedMail(
        long id,
        Instant acceptedAt,
        String mailbox,
        ServicePrincipal sentBy,
        MailMessage message,
        boolean savedToSentItems,
        MailDelivery delivery,
        RequestIds request,
        MailSource source) {

    /** The same with its parts from elsewhere. */
    AcceptedMail with(MailMessage anotherMessage, MailSource anotherSource) {
        return new AcceptedMail(
                id, acceptedAt, mailbox, sentBy, anotherMessage, savedToSentItems, delivery, request, anotherSource);
    }

    /** Roughly how much memory it takes, without what is in files. */
    long heldBytes() {
        return message.heldBytes() + source.stored().heldBytes();
    }

    public String subject() {
        return message.subject();
    }

    /** The From address that a recipient sees. */
    public MailboxAddress from() {
        return message.from().orElseGet(() -> new MailboxAddress("", mailbox));
    }
}
