package io.github.camelgraphmail;

/**
 * Graph refused the request for good: a 4xx that is neither 401, 403, 408 nor 429. Sending the same mail again is useless.
 */
public class GraphRequestRejectedException extends GraphMailException {

    public GraphRequestRejectedException(String what, String hint, FailureDetails details, Throwable cause) {
        super(what, hint, details, cause);
    }
}
