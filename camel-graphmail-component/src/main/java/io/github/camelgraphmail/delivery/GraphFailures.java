package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.GraphRequestRejectedException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.auth.UnusableCredentialException;
import io.github.camelgraphmail.graph.GraphError;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.AnswerLost;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import java.time.Duration;

/** Words the failures of one mailbox's sends: what Graph said, what it means, what to do. */
final class GraphFailures {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private static final String LOOK_FIRST =
            "Look into the mailbox's Sent Items before sending it again, or accept possible duplicates with"
                    + " unknownOutcome=resend.";

    private static final String LOOK_AT_THE_DRAFT =
            "Look into the mailbox's Drafts and Sent Items before sending it again.";

    private final String sender;
    private final String request;
    private final String lookFirst;
    private final GraphErrorHints hints = new GraphErrorHints();

    /** @param request what Graph calls it */
    GraphFailures(String sender, String request) {
        this(sender, request, LOOK_FIRST);
    }

    private GraphFailures(String sender, String request, String lookFirst) {
        this.sender = sender;
        this.request = request;
        this.lookFirst = lookFirst;
    }

    /** Of a mail that goes by a draft. */
    static GraphFailures ofDraft(String sender) {
        return new GraphFailures(sender, "a draft", LOOK_AT_THE_DRAFT);
    }

    /** Graph names a place for an attachment to which it must not go. */
    GraphMailException unsafeUpload(Answer answer, int attempts) {
        return new GraphRequestRejectedException(
                "Graph gave no address, or none with https, to put a large attachment to. The mail was not sent.",
                "Is there a gateway in between that changes answers?",
                details(answer, attempts),
                null);
    }

    GraphMailException rejected(Answer answer, int attempts) {
        FailureDetails details = details(answer, attempts);
        String what = answered(answer);
        String hint = hints.hint(answer.status(), details.errorCode());
        if (answer.status() == UNAUTHORIZED) {
            return new GraphAuthenticationException(what, hint, null, details, null);
        }
        if (answer.status() == FORBIDDEN) {
            return new GraphAccessDeniedException(what, hint, details, null);
        }
        return new GraphRequestRejectedException(what, hint, details, null);
    }

    /** Graph refuses a step on a draft's way. */
    GraphMailException refused(Answer answer, int attempts) {
        return answer.status() == FORBIDDEN ? draftDenied(answer, attempts) : rejected(answer, attempts);
    }

    private GraphMailException draftDenied(Answer answer, int attempts) {
        return new GraphAccessDeniedException(
                answered(answer),
                "A mail of this kind goes by a draft, which needs the application permission Mail.ReadWrite beside Mail.Send,"
                        + " with admin consent or by RBAC for Applications. With delivery=direct mails of up to about 3 MB go"
                        + " without it.",
                details(answer, attempts),
                null);
    }

    /**
     * A step before sending could not be brought to an end.
     *
     * @param retryTimeout null when it was not time that ran out
     */
    GraphMailException notDone(GraphResult last, int attempts, Duration retryTimeout) {
        String what = last instanceof Answer answer
                ? answered(answer)
                : "Graph's answer was lost: " + reason(((AnswerLost) last).cause());
        String until =
                retryTimeout == null ? "given up after " + attempts + " requests." : givenUp(attempts, retryTimeout);
        return new GraphUnavailableException(
                what + " The draft could not be completed; the mail was not sent; " + until,
                "Sending it again later is safe.",
                last instanceof Answer answer ? details(answer, attempts) : FailureDetails.withoutAnswer(attempts),
                null);
    }

    /** The mail may have been sent: the answer says so, or is lost. */
    GraphMailException unknown(GraphResult result, int attempts) {
        return result instanceof Answer answer ? unknown(answer, attempts) : answerLost((AnswerLost) result, attempts);
    }

    GraphMailException throttled(Answer answer, int attempts, Duration retryTimeout) {
        return new GraphUnavailableException(
                answered(answer) + " The mail was not sent; " + givenUp(attempts, retryTimeout),
                "Sending it again later is safe. If this lasts, spread the mails over time or over more mailboxes.",
                details(answer, attempts),
                null);
    }

    GraphMailException unreachable(NothingSent nothing, int attempts, Duration retryTimeout) {
        if (nothing.cause() instanceof UnusableCredentialException unusable) {
            return new GraphAuthenticationException(
                    "The application can't sign in: " + reason(unusable) + " The mail was not sent; "
                            + givenUp(attempts, retryTimeout),
                    "Sending it again after the fix is safe.",
                    null,
                    FailureDetails.withoutAnswer(attempts),
                    unusable);
        }
        return new GraphUnavailableException(
                "Nobody can be reached: " + reason(nothing.cause()) + " The mail was not sent; "
                        + givenUp(attempts, retryTimeout),
                "Sending it again later is safe. Check that this machine reaches Entra and Graph (options cloud,"
                        + " authorityHost, graphEndpoint, sslContextParameters, proxyHost).",
                FailureDetails.withoutAnswer(attempts),
                nothing.cause());
    }

    GraphMailException unknown(Answer answer, int attempts) {
        return new DeliveryUnknownException(
                answered(answer) + " After such an answer the mail may have been sent all the same.",
                lookFirst,
                details(answer, attempts),
                null);
    }

    GraphMailException answerLost(AnswerLost lost, int attempts) {
        return new DeliveryUnknownException(
                "Graph's answer was lost: " + reason(lost.cause()) + " The mail may have been sent all the same.",
                lookFirst,
                FailureDetails.withoutAnswer(attempts),
                lost.cause());
    }

    /** The last attempt failed for certain, but an earlier one may have sent the mail. */
    GraphMailException afterAnUnknownAttempt(GraphMailException last, int attempts) {
        if (last instanceof DeliveryUnknownException) {
            return last;
        }
        FailureDetails details = new FailureDetails(
                last.getHttpStatus(), last.getErrorCode(), last.getRequestId(), last.getClientRequestId(), attempts);
        return new DeliveryUnknownException(
                "An earlier attempt may have sent the mail. The last one failed: " + last.getMessage(),
                lookFirst,
                details,
                last);
    }

    private String answered(Answer answer) {
        GraphError error = answer.error().orElse(new GraphError("", ""));
        StringBuilder text = new StringBuilder("Graph answered " + answer.status());
        if (!error.code().isEmpty()) {
            text.append(' ').append(error.code());
        }
        text.append(" to ").append(request).append(" as '").append(sender).append('\'');
        if (error.message().isEmpty()) {
            return text.append('.').toString();
        }
        text.append(": ").append(error.message());
        return error.message().endsWith(".")
                ? text.toString()
                : text.append('.').toString();
    }

    private static String givenUp(int attempts, Duration retryTimeout) {
        return "given up after " + (attempts == 1 ? "one attempt" : attempts + " attempts") + " (retryTimeout "
                + retryTimeout.toSeconds() + " s).";
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    private static FailureDetails details(Answer answer, int attempts) {
        return new FailureDetails(
                answer.status(),
                answer.error()
                        .map(GraphError::code)
                        .filter(code -> !code.isEmpty())
                        .orElse(null),
                answer.requestId(),
                answer.clientRequestId(),
                attempts);
    }
}
