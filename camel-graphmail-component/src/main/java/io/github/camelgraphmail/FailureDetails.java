package io.github.camelgraphmail;

import java.io.Serializable;

/**
 * What is known of the request behind a {@link GraphMailException}.
 *
 * @param httpStatus of the last answer, 0 for none
 * @param errorCode Graph's code in it, null for none
 * @param requestId Graph's id for the request, null for none
 * @param clientRequestId our id for it, null for none
 * @param attempts how many requests were made
 */
public record FailureDetails(int httpStatus, String errorCode, String requestId, String clientRequestId, int attempts)
        implements Serializable {

    /** Nothing was requested. */
    public static final FailureDetails NONE = new FailureDetails(0, null, null, null, 0);

    /** No answer came. */
    public static FailureDetails withoutAnswer(int attempts) {
        return new FailureDetails(0, null, null, null, attempts);
    }
}
