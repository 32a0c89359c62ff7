package io.github.camelgraphmail.graph;

import io.github.camelgraphmail.GraphAuthenticationException;
import java.time.Duration;
import java.util.Optional;

/** What became of a request to Graph. Every case is a value; what it means for a mail is the caller's to decide. */
public sealed interface GraphResult {

    /**
     * Graph answered, or something in front of it did.
     *
     * @param status the HTTP status
     * @param error Graph's error, when the status is none of success
     * @param retryAfter how long Graph asks to wait, if it does
     * @param requestId Graph's id of the request, null when the answer had none
     * @param clientRequestId our id of the request
     * @param content what a success answered with, empty for nothing; it may hold a mail
     */
    record Answer(
            int status,
            Optional<GraphError> error,
            Optional<Duration> retryAfter,
            String requestId,
            String clientRequestId,
            String content)
            implements GraphResult {

        /** Whether it is what Graph answers a mail with that it has taken: accepted, or created for a draft. */
        public boolean isAccepted() {
            return status == 202 || status == 201;
        }

        /** Whether Graph refuses to do so much at a time. */
        public boolean isThrottled() {
            return status == 429;
        }

        /** Whether it is any success; one that is not {@link #isAccepted()} is somebody else's. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Without the content, which belongs into no log. */
        @Override
        public String toString() {
            return "Answer[" + status + ", " + error + ", " + requestId + "]";
        }
    }

    /**
     * Graph has not seen the request: it could not be reached, or no token could be had for now.
     *
     * @param retryAfter how long to wait, when somebody said so
     */
    record NothingSent(Exception cause, Optional<Duration> retryAfter) implements GraphResult {}

    /**
     * The request was under way when the connection broke or the time ran out.
     *
     * @param clientRequestId our id of the request, by which Microsoft may find it; null when it had none
     */
    record AnswerLost(Exception cause, String clientRequestId) implements GraphResult {}

    /** Entra does not sign the application in, so nothing was sent. */
    record SignInRefused(GraphAuthenticationException cause) implements GraphResult {}
}
