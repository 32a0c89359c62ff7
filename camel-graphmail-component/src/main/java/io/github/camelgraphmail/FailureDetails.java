package io.github.camelgraphmail;

import java.io.Serializable;
import java.util.Objects;

/**
 * What is known of the request behind a {@link GraphMailException}.
 *
 * @param httpStatus of the last answer, 0 for none
 * @param errorCode Graph's code in it, null for none
 * @param requestId Graph's id for the request, null for none
 * @param clientRequestId our id for it, null for none
 * @param effort what was done for the mail
 */
public record FailureDetails(int httpStatus, String errorCode, String requestId, String clientRequestId, Effort effort)
        implements Serializable {

    /** Nothing was requested. */
    public static final FailureDetails NONE = withoutAnswer(Effort.NONE);

    public FailureDetails {
        Objects.requireNonNull(effort, "effort");
    }

    /** No answer came to the last request. */
    public static FailureDetails withoutAnswer(Effort effort) {
        return new FailureDetails(effort.lastStatus(), null, null, null, effort);
    }

    /** The same as the end of another effort. */
    public FailureDetails with(Effort another) {
        return new FailureDetails(httpStatus, errorCode, requestId, clientRequestId, another);
    }
}
