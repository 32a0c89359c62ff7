package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.GraphRequestRejectedException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.auth.UnusableCredentialException;
import io.github.camelgraphmail.graph.GraphError;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.AnswerLost;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

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
    GraphMailException unsafeUpload(Answer answer, Effort effort) {
        return new GraphRequestRejectedException(
                "Graph gave no address, or none with https, to put a large attachment to. The mail was not sent.",
                "Is there a gateway in between that changes answers?",
                details(answer, effort),
                null);
    }

    GraphMailException rejected(Answer answer, Effort effort) {
        FailureDetails details = details(answer, effort);
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
    GraphMailException refused(Answer answer, Effort effort) {
        return answer.status() == FORBIDDEN ? draftDenied(answer, effort) : rejected(answer, effort);
    }

    private GraphMailException draftDenied(Answer answer, Effort effort) {
        return new GraphAccessDeniedException(
                answered(answer),
                "A mail of this kind goes by a draft, which needs the application permission Mail.ReadWrite beside Mail.Send,"
                        + " with admin consent or by RBAC for Applications. With delivery=direct mails of up to about 3 MB go"
                        + " without it.",
                details(answer, effort),
                null);
    }

    /**
     * A step before sending could not be brought to an end.
     *
     * @param retryTimeout null when it was not time that ran out
     */
    GraphMailException notDone(GraphResult last, Effort effort, Duration retryTimeout) {
        String what = last instanceof Answer answer
                ? answered(answer)
                : "Graph's answer was lost: " + reason(((AnswerLost) last).cause());
        String until = retryTimeout == null ? "given up after " + said(effort) + "." : givenUp(effort, retryTimeout);
        return new GraphUnavailableException(
                what + " The draft could not be completed; the mail was not sent; " + until,
                "Sending it again later is safe.",
                last instanceof Answer answer ? details(answer, effort) : details((AnswerLost) last, effort),
                null);
    }

    /** What the mail is made of can't be read any more. @param what names it */
    static InvalidMailException unreadable(String what, IOException cause) {
        return new InvalidMailException(
                what,
                "could not be read when the mail was to be sent (" + cause.getMessage() + ").",
                "Check that the file is still there and no longer written to.",
                cause);
    }

    /** Something in this program ended the delivery; the mail was not sent. */
    GraphMailException brokenOff(Throwable cause, Effort effort) {
        String why = cause instanceof RejectedExecutionException
                ? "the component was stopped"
                : cause.getClass().getSimpleName();
        return new GraphUnavailableException(
                "The delivery was broken off (" + why + "). The mail was not sent.",
                "Sending it again is safe.",
                FailureDetails.withoutAnswer(effort),
                cause);
    }

    /** The mail may have been sent: the answer says so, or is lost. */
    GraphMailException unknown(GraphResult result, Effort effort) {
        return result instanceof Answer answer ? unknown(answer, effort) : answerLost((AnswerLost) result, effort);
    }

    GraphMailException throttled(Answer answer, Effort effort, Duration retryTimeout) {
        return new GraphUnavailableException(
                answered(answer) + " The mail was not sent; " + givenUp(effort, retryTimeout),
                "Sending it again later is safe. If this lasts, spread the mails over time or over more mailboxes.",
                details(answer, effort),
                null);
    }

    GraphMailException unreachable(NothingSent nothing, Effort effort, Duration retryTimeout) {
        if (nothing.cause() instanceof UnusableCredentialException unusable) {
            return new GraphAuthenticationException(
                    "The application can't sign in: " + reason(unusable) + " The mail was not sent; "
                            + givenUp(effort, retryTimeout),
                    "Sending it again after the fix is safe.",
                    null,
                    FailureDetails.withoutAnswer(effort),
                    unusable);
        }
        return new GraphUnavailableException(
                "Nobody can be reached: " + reason(nothing.cause()) + " The mail was not sent; "
                        + givenUp(effort, retryTimeout),
                "Sending it again later is safe. Check that this machine reaches Entra and Graph (options cloud,"
                        + " authorityHost, graphEndpoint, sslContextParameters, proxyHost).",
                FailureDetails.withoutAnswer(effort),
                nothing.cause());
    }

    GraphMailException unknown(Answer answer, Effort effort) {
        return new DeliveryUnknownException(
                answered(answer) + " After such an answer the mail may have been sent all the same.",
                lookFirst,
                details(answer, effort),
                null);
    }

    GraphMailException answerLost(AnswerLost lost, Effort effort) {
        return new DeliveryUnknownException(
                "Graph's answer was lost: " + reason(lost.cause()) + " The mail may have been sent all the same.",
                lookFirst,
                details(lost, effort),
                lost.cause());
    }

    /** The last attempt failed for certain, but an earlier one may have sent the mail. */
    GraphMailException afterAnUnknownAttempt(GraphMailException last, Effort effort) {
        if (last instanceof DeliveryUnknownException) {
            return last;
        }
        return new DeliveryUnknownException(
                "An earlier attempt may have sent the mail. The last one failed: " + last.getMessage(),
                lookFirst,
                last.getDetails().with(effort),
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

    private static String givenUp(Effort effort, Duration retryTimeout) {
        return "given up after " + said(effort) + " (retryTimeout " + retryTimeout.toSeconds() + " s).";
    }

    private static String said(Effort effort) {
        String attempts = effort.attempts() == 1 ? "one attempt" : effort.attempts() + " attempts";
        return effort.waited().isZero()
                ? attempts
                : attempts + " and " + Math.max(1, effort.waited().toSeconds()) + " s of waiting";
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    private static FailureDetails details(AnswerLost lost, Effort effort) {
        return new FailureDetails(effort.lastStatus(), null, null, lost.clientRequestId(), effort);
    }

    private static FailureDetails details(Answer answer, Effort effort) {
        return new FailureDetails(
                answer.status(),
                answer.error()
                        .map(GraphError::code)
                        .filter(code -> !code.isEmpty())
                        .orElse(null),
                answer.requestId(),
                answer.clientRequestId(),
                effort);
    }
}
