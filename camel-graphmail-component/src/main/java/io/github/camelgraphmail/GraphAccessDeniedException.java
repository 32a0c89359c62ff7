package io.github.camelgraphmail;

/**
 * Graph answered 403: consent is missing, or the app's scope leaves the mailbox out. Sending again helps after the fix.
 */
public class GraphAccessDeniedException extends GraphMailException {

    public GraphAccessDeniedException(String what, String hint, FailureDetails details, Throwable cause) {
        super(what, hint, details, cause);
    }
}
