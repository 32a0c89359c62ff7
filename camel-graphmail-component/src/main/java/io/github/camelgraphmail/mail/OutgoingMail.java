package io.github.camelgraphmail.mail;

import java.util.Optional;

/** A mail that is complete and can be sent, made from an exchange and the endpoint's options; all input is checked. */
public sealed interface OutgoingMail permits ComposedMail, MimeMail {

    /** What is to be done with it. */
    MailAction action();

    /** The mailbox that sends: user principal name, SMTP address or object id. */
    String sender();

    /** The From address, when it is another than the sender's own. */
    Optional<MailAddress> from();

    Recipients recipients();

    /** Whether the sender's mailbox keeps a copy. */
    boolean saveToSentItems();
}
