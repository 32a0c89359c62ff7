package io.github.camelgraphmail;

/**
 * Entra or Graph could not be reached, or kept throttling, for longer than {@code retryTimeout}. Nothing was sent, so
 * sending again is safe.
 */
public class GraphUnavailableException extends GraphMailException {

    public GraphUnavailableException(String what, String hint, FailureDetails details, Throwable cause) {
        super(what, hint, details, cause);
    }
}
