package io.github.camelgraphmail;

/**
 * The answer to a send was lost, or was one after which the mail may have been sent all the same. Sending again may
 * deliver it twice.
 */
public class DeliveryUnknownException extends GraphMailException {

    public DeliveryUnknownException(String what, String hint, FailureDetails details, Throwable cause) {
        super(what, hint, details, cause);
    }
}
