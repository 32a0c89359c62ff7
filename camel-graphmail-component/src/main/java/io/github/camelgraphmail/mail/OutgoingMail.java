package io.github.camelgraphmail.mail;

import java.util.List;
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

    /** Everybody whom a mail system may deliver it to, going by its headers: the recipients, and those it was resent to. */
    List<MailAddress> addressees();

    /**
     * The same mail for somebody else.
     *
     * @param note becomes a header of the mail, instead of those of that name
     */
    OutgoingMail readdressed(Recipients recipients, MailHeader note);

    /** Whether the sender's mailbox keeps a copy. */
    boolean saveToSentItems();
}
