package io.github.camelgraphmail.delivery;

import java.time.Duration;

/**
 * How mails of an endpoint are delivered.
 *
 * @param maxConcurrentPerMailbox requests in flight per sending mailbox, at least 1
 * @param retryTimeout how long failures that are known to have sent nothing are repeated
 * @param unknownOutcome what to do when it can't be known whether a mail went out
 */
public record DeliverySettings(int maxConcurrentPerMailbox, Duration retryTimeout, UnknownOutcome unknownOutcome) {

    public DeliverySettings {
        if (maxConcurrentPerMailbox < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentPerMailbox: " + maxConcurrentPerMailbox + " lets nothing through. Set it to 1 to 4");
        }
        if (retryTimeout.isNegative()) {
            throw new IllegalArgumentException("retryTimeout: " + retryTimeout
                    + " is negative. Set it to a duration such as 5m, or 0 for no repetition");
        }
    }
}
