package io.github.camelgraphmail.sandbox.graph;

import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailboxAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the mail that a reply, reply to all or forward sends, of the message it acts on and what the request says.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/message-reply">message: reply</a>
 * @see <a href="https://learn.microsoft.com/graph/api/message-forward">message: forward</a>
 */
public final class ResponseService {

    /** How to respond. */
    public enum Kind {
        REPLY("reply", "createReply", "RE: "),
        REPLY_ALL("replyAll", "createReplyAll", "RE: "),
        FORWARD("forward", "createForward", "FW: ");

        private final String operation;
        private final String draftOperation;
        private final String prefix;

        Kind(String operation, String draftOperation, String prefix) {
            this.operation = operation;
            this.draftOperation = draftOperation;
            this.prefix = prefix;
        }

        /** What Graph calls it. */
        public String operation() {
            return operation;
        }

        /** What Graph calls the making of a draft of it. */
        public String draftOperation() {
            return draftOperation;
        }
    }

    /**
     * What a request says.
     *
     * @param message what is set of it wins over what the original says
     * @param bodyGiven whether the message has a body of its own
     * @param comment stands above the quoted original
     * @param toRecipients of a forward, where the message has none
     */
    public record Response(
            MailMessage message, boolean bodyGiven, Optional<String> comment, List<MailboxAddress> toRecipients) {}

    /** Why a draft of the response can't be made, which needs nobody to go to yet; empty when it can. */
    public Optional<GraphError> refusedDraft(Kind kind, Response response) {
        if (response.bodyGiven() && response.comment().isPresent()) {
            return Optional.of(
                    GraphError.invalidRequest("A response takes either a comment or a body of the message."));
        }
        boolean both =
                !response.message().to().isEmpty() && !response.toRecipients().isEmpty();
        return kind == Kind.FORWARD && both
                ? Optional.of(GraphError.invalidRequest(
                        "A forward takes its recipients either as toRecipients or in the message."))
                : Optional.empty();
    }

    /** Why the request can't be carried out; empty when it can. */
    public Optional<GraphError> refused(Kind kind, Response response) {
        Optional<GraphError> refusal = refusedDraft(kind, response);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean inMessage = !response.message().to().isEmpty();
        boolean beside = !response.toRecipients().isEmpty();
        if (kind == Kind.FORWARD && inMessage == beside) {
            return Optional.of(GraphError.invalidRequest(
                    "A forward takes its recipients either as toRecipients or in the message."));
        }
        return Optional.empty();
    }

    public MailMessage respond(Kind kind, MailItem original, Response response) {
        MailMessage given = response.message();
        return new MailMessage(
                given.from(),
                to(kind, original, response),
                kind == Kind.REPLY_ALL && given.cc().isEmpty()
                        ? original.message().cc()
                        : given.cc(),
                given.bcc(),
                given.replyTo(),
                given.subject().isEmpty() ? kind.prefix + original.message().subject() : given.subject(),
                response.bodyGiven()
                        ? given.body()
                        : quoted(original.message(), response.comment().orElse("")),
                given.importance(),
                given.readReceiptRequested(),
                given.deliveryReceiptRequested(),
                given.categories(),
                given.internetMessageHeaders(),
                kind == Kind.FORWARD
                        ? Stream.concat(given.attachments().stream(), original.message().attachments().stream())
                                .toList()
                        : given.attachments());
    }

    private static List<MailboxAddress> to(Kind kind, MailItem original, Response response) {
        if (!response.message().to().isEmpty()) {
            return response.message().to();
        }
        if (kind == Kind.FORWARD) {
            return response.toRecipients();
        }
        MailMessage message = original.message();
        List<MailboxAddress> to = new ArrayList<>(
                message.replyTo().isEmpty()
                        ? List.of(message.from().orElse(new MailboxAddress("", original.mailbox())))
                        : message.replyTo());
        if (kind == Kind.REPLY_ALL) {
            message.to().stream()
                    .filter(other -> !other.address().equalsIgnoreCase(original.mailbox()))
                    .forEach(to::add);
        }
        return to;
    }

    private static MailBody quoted(MailMessage original, String comment) {
        return new MailBody(
                original.body().type(),
                comment
                        + (original.body().isHtml() ? "<hr>" : "\n\n________________________________\n")
                        + original.body().content());
    }
}
