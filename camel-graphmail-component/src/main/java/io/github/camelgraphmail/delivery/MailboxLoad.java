package io.github.camelgraphmail.delivery;

/**
 * What a mailbox has to do at the moment.
 *
 * @param mailbox its name in lower case
 * @param mails how many of its mails are on their way
 * @param inFlight how many requests about it are being made
 * @param heldBack how many callers wait for room to bring a mail
 * @param paused whether it rests because Graph asked for it
 */
public record MailboxLoad(String mailbox, int mails, int inFlight, int heldBack, boolean paused) {

    static MailboxLoad none(String mailbox) {
        return new MailboxLoad(mailbox, 0, 0, 0, false);
    }

    MailboxLoad withRequests(int inFlight, boolean paused) {
        return new MailboxLoad(mailbox, mails, inFlight, heldBack, paused);
    }

    /** How many mails are on their way without a request being made for them. */
    public int waiting() {
        return Math.max(0, mails - inFlight);
    }
}
