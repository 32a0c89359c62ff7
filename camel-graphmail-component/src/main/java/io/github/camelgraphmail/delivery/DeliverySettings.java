package io.github.camelgraphmail.delivery;

import java.time.Duration;

/**
 * How mails of an endpoint are delivered.
 *
 * @param maxConcurrentPerMailbox requests in flight per sending mailbox, at least 1
 * @param maxPendingPerMailbox mails waiting for a sending mailbox before callers are held back, at least 0
 * @param retryTimeout how long failures that are known to have sent nothing are repeated
 * @param unknownOutcome what to do when it can't be known whether a mail went out
 */
public record DeliverySettings(
        int maxConcurrentPerMailbox, int maxPendingPerMailbox, Duration retryTimeout, UnknownOutcome unknownOutcome) {

    public DeliverySettings {
        if (maxConcurrentPerMailbox < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentPerMailbox: " + maxConcurrentPerMailbox + " lets nothing through. Set it to 1 to 4");
        }
        if (maxPendingPerMailbox < 0) {
            throw new IllegalArgumentException("maxPendingPerMailbox: " + maxPendingPerMailbox
                    + " is negative. Set it to how many mails may wait for a mailbox, for example 1000");
        }
        if (retryTimeout.isNegative()) {
            throw new IllegalArgumentException("retryTimeout: " + retryTimeout
                    + " is negative. Set it to a duration such as 5m, or 0 for no repetition");
        }
    }

    /** How many mails of a mailbox may be on their way, those in flight included. */
    int mostPerMailbox() {
        return (int) Math.min(Integer.MAX_VALUE, (long) maxPendingPerMailbox + maxConcurrentPerMailbox);
    }
}
