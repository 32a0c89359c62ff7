package io.github.camelgraphmail;

import java.time.Duration;
import java.util.Objects;

/**
 * A mail did not leave, or it is not known whether it did. Each subclass says which, and whether sending again helps.
 *
 * <p>The message says what happened and then what to do about it; {@link #getHint()} is the latter alone. No message
 * carries a secret, a token or a mail's content.
 */
public abstract class GraphMailException extends RuntimeException {

    private final FailureDetails details;
    private final String what;
    private final String hint;

    /**
     * @param what what happened, a sentence
     * @param hint what to do about it, a sentence
     * @param details what is known of the request; {@link FailureDetails#NONE} when none was made
     * @param cause null when there is none
     */
    protected GraphMailException(String what, String hint, FailureDetails details, Throwable cause) {
        super(what + " " + hint, cause);
        this.what = Objects.requireNonNull(what, "what");
        this.hint = Objects.requireNonNull(hint, "hint");
        this.details = Objects.requireNonNull(details, "details");
    }

    /** What happened, without the hint. */
    final String what() {
        return what;
    }

    /** What to do about it. */
    public String getHint() {
        return hint;
    }

    /** The HTTP status of the last answer, 0 when there was none. */
    public int getHttpStatus() {
        return details.httpStatus();
    }

    /** Graph's error code of the last answer, such as {@code ErrorAccessDenied}; null when there was none. */
    public String getErrorCode() {
        return details.errorCode();
    }

    /** Graph's id of the last request, for Microsoft's support; null when there was no answer. */
    public String getRequestId() {
        return details.requestId();
    }

    /** The id this component gave the last request; null when none was made. */
    public String getClientRequestId() {
        return details.clientRequestId();
    }

    /** How many requests were made for this mail. */
    public int getAttempts() {
        return details.effort().attempts();
    }

    /** For how long the mail was left alone between them, because Graph asked for it or could not be reached. */
    public Duration getWaited() {
        return details.effort().waited();
    }

    /** All that is known of the request. */
    public FailureDetails getDetails() {
        return details;
    }
}
