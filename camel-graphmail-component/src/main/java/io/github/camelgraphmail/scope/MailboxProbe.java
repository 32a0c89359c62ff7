package io.github.camelgraphmail.scope;

import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.http.Failures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Asks Graph for what can't be done, to see whether it says so or denies access first: a mail without recipients can't be sent,
 * and a message that is not there can't be changed. Neither leaves anything behind. That access is looked at before the rest is
 * what others report; Microsoft documents no order. Safe for use by many threads.
 *
 * @see <a href="https://learn.microsoft.com/graph/auth-limit-mailbox-access">Limiting application permissions to specific
 *     mailboxes</a>
 */
public final class MailboxProbe {

    private static final String USERS = "users";

    /** Without recipients, and in no other way malformed: what is malformed may be refused before access is looked at. */
    private static final String MAIL_TO_NOBODY =
            "{\"message\":{\"subject\":\"Scope check of camel-graphmail\",\"toRecipients\":[]},\"saveToSentItems\":false}";

    private static final String NO_MESSAGE = "AAMkAGNhbWVsLWdyYXBobWFpbC1zY29wZS1jaGVjawBGAAAAAAAA";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int ACCEPTED = 202;

    private static final String SEND = "send as";
    private static final String WRITE = "change messages of";

    private final BiFunction<String, GraphRequest, CompletionStage<GraphResult>> graph;

    /** @param graph makes a request for a mailbox, and does not repeat it */
    public MailboxProbe(BiFunction<String, GraphRequest, CompletionStage<GraphResult>> graph) {
        this.graph = graph;
    }

    /** Whether the app can send as the mailbox. The stage completes never exceptionally. */
    public CompletionStage<ScopeFinding> send(String mailbox) {
        GraphRequest request = GraphRequest.postJson(
                List.of(USERS, mailbox, "sendMail"), MAIL_TO_NOBODY.getBytes(StandardCharsets.UTF_8));
        return graph.apply(mailbox, request)
                .handle((result, failure) ->
                        failure == null ? ofSend(mailbox, result) : failed(mailbox, Failures.unwrapped(failure)));
    }

    /** Whether the app can write drafts of the mailbox, which takes Mail.ReadWrite. The stage completes never exceptionally. */
    public CompletionStage<ScopeFinding> write(String mailbox) {
        GraphRequest request = GraphRequest.patchJson(
                List.of(USERS, mailbox, "messages", NO_MESSAGE), "{}".getBytes(StandardCharsets.UTF_8));
        return graph.apply(mailbox, request)
                .handle((result, failure) ->
                        failure == null ? ofWrite(mailbox, result) : failed(mailbox, Failures.unwrapped(failure)));
    }

    private static ScopeFinding ofSend(String mailbox, GraphResult result) {
        if (!(result instanceof GraphResult.Answer answer)) {
            return noAnswer(mailbox, result);
        }
        String seen = seen(answer) + " to a mail without recipients";
        boolean toNobody =
                List.of("ErrorInvalidRecipients", "ErrorMissingRecipients").contains(code(answer));
        if (answer.status() == BAD_REQUEST && toNobody || answer.status() == ACCEPTED) {
            return finding(mailbox, Access.ALLOWED, answer, indicates(seen, "can", SEND, mailbox));
        }
        return judged(mailbox, answer, seen, SEND);
    }

    private static ScopeFinding ofWrite(String mailbox, GraphResult result) {
        if (!(result instanceof GraphResult.Answer answer)) {
            return noAnswer(mailbox, result);
        }
        String seen = seen(answer) + " to a change of a message that is not there";
        boolean noMessage = answer.status() == NOT_FOUND && code(answer).equals("ErrorItemNotFound")
                || answer.status() == BAD_REQUEST && code(answer).equals("ErrorInvalidIdMalformed");
        if (noMessage) {
            return finding(mailbox, Access.ALLOWED, answer, indicates(seen, "can", WRITE, mailbox));
        }
        return judged(mailbox, answer, seen, WRITE);
    }

    private static ScopeFinding judged(String mailbox, GraphResult.Answer answer, String seen, String what) {
        boolean denied = answer.status() == FORBIDDEN && code(answer).equals("ErrorAccessDenied")
                || answer.status() == UNAUTHORIZED && code(answer).equals("NoPermissionsInAccessToken");
        if (denied) {
            return finding(mailbox, Access.BLOCKED, answer, indicates(seen, "can't", what, mailbox));
        }
        if (answer.status() == NOT_FOUND) {
            return finding(
                    mailbox,
                    Access.UNKNOWN,
                    answer,
                    seen + ", which indicates that " + mailbox + " has no mailbox in this tenant; what the app could do"
                            + " with it does not show.");
        }
        return finding(
                mailbox,
                Access.UNKNOWN,
                answer,
                seen + ", which does not tell whether the app can " + what + " " + mailbox + ".");
    }

    private static ScopeFinding noAnswer(String mailbox, GraphResult result) {
        if (result instanceof GraphResult.SignInRefused refused) {
            return failed(mailbox, refused.cause());
        }
        Exception cause = result instanceof GraphResult.NothingSent nothing
                ? nothing.cause()
                : ((GraphResult.AnswerLost) result).cause();
        return failed(mailbox, cause);
    }

    private static ScopeFinding failed(String mailbox, Throwable cause) {
        return new ScopeFinding(
                mailbox,
                Access.UNKNOWN,
                "No answer came from Graph about " + mailbox + ": " + cause.getMessage(),
                0,
                "");
    }

    private static ScopeFinding finding(String mailbox, Access access, GraphResult.Answer answer, String observed) {
        return new ScopeFinding(mailbox, access, observed, answer.status(), code(answer));
    }

    private static String indicates(String seen, String can, String what, String mailbox) {
        return seen + ", which indicates that the app " + can + " " + what + " " + mailbox + ".";
    }

    private static String seen(GraphResult.Answer answer) {
        return ("Graph answered " + answer.status() + " " + code(answer)).trim();
    }

    private static String code(GraphResult.Answer answer) {
        return answer.error().map(error -> error.code()).orElse("");
    }
}
