package io.github.camelgraphmail;

/**
 * {@code allowedSenders} or {@code allowedRecipients} says no. Found before any request; sending the same again is
 * useless.
 */
public class MailNotPermittedException extends GraphMailException {

    public MailNotPermittedException(String what, String hint) {
        super(what, hint, FailureDetails.NONE, null);
    }
}
