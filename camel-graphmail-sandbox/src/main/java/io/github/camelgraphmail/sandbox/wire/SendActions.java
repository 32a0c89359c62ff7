package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailDelivery;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.wire.odata.GraphAction;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import java.util.Optional;

/**
 * What sends a mail: sendMail, responses to a message, and the sending of a draft.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-sendmail">user: sendMail</a>
 * @see <a href="https://learn.microsoft.com/graph/api/message-send">message: send</a>
 */
final class SendActions {

    private static final int ACCEPTED = 202;

    private final SendMailService sendMail;
    private final ResponseService responses = new ResponseService();
    private final MailItems items;
    private final GraphActionReader reader;
    private final MessageMime mime = new MessageMime();

    SendActions(SendMailService sendMail, MailItems items, GraphActionReader reader) {
        this.sendMail = sendMail;
        this.items = items;
        this.reader = reader;
    }

    GraphAnswer sendMail(GraphRequest request) throws Refused {
        if (request.isMime()) {
            MailSource.Mime source = request.mime();
            return accept(
                    request,
                    mime.message(source),
                    true,
                    MailDelivery.direct(request.ids()),
                    source,
                    mime.stamp(source));
        }
        MailSource source = new MailSource.Json(request.body());
        GraphAction.SendMail action = (GraphAction.SendMail) readable(reader.sendMail(source.text()));
        Refused.when(sendMail.refusedAsJson(action.message()));
        return accept(
                request,
                action.message(),
                action.saveToSentItems(),
                MailDelivery.direct(request.ids()),
                source,
                action.stamp());
    }

    GraphAnswer respond(GraphRequest request, ResponseService.Kind kind) throws Refused {
        MailItem original = items.find(request.mailbox(), request.message())
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
        Refused.when(
                request.isMime() ? Optional.of(GraphError.unsupportedContentType("text/plain")) : Optional.empty());
        MailSource source = new MailSource.Json(request.body());
        GraphAction.Respond action = (GraphAction.Respond) readable(reader.response(kind.operation(), source.text()));
        Refused.when(responses.refused(kind, action.response()));
        Refused.when(sendMail.refusedAsJson(action.response().message()));
        MailDelivery delivery = new MailDelivery(delivery(kind), request.ids().requestId());
        return accept(
                request, responses.respond(kind, original, action.response()), true, delivery, source, MailStamp.NONE);
    }

    /** A draft that was sent is another message now: its id names nothing, its immutable id a message that is no draft. */
    GraphAnswer send(GraphRequest request) throws Refused {
        MailItem draft = items.find(request.mailbox(), request.message())
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
        request.concerns(draft);
        if (!draft.isDraft()) {
            throw new Refused(GraphError.invalidRequest("The message was sent already."));
        }
        Refused.when(sendMail.refusedMessage(request.user(), draft.message()));
        MailMessage message = sendMail.asSent(request.user(), draft.message());
        MailDelivery delivery = new MailDelivery(MailDelivery.Kind.DRAFT, draft.immutableId());
        sendMail.accept(request.app(), request.user(), message, true, delivery, request.ids(), draft.source());
        MailItem moved = items.move(draft, MailItem.Folder.SENT_ITEMS);
        sendMail.sender(request.user(), message).ifPresent(sender -> items.sentBy(moved, sender));
        return GraphAnswer.empty(ACCEPTED);
    }

    private GraphAnswer accept(
            GraphRequest request,
            MailMessage message,
            boolean save,
            MailDelivery delivery,
            MailSource source,
            MailStamp stamp)
            throws Refused {
        Refused.when(sendMail.refusedMessage(request.user(), message));
        MailMessage sent = sendMail.asSent(request.user(), message);
        RequestRecorder.trace(request.http(), delivery.trace());
        AcceptedMail accepted =
                sendMail.accept(request.app(), request.user(), sent, save, delivery, request.ids(), source);
        if (save) {
            MailItem kept = items.add(
                    request.mailbox(), MailItem.Folder.SENT_ITEMS, accepted.message(), accepted.source(), stamp);
            sendMail.sender(request.user(), message).ifPresent(sender -> items.sentBy(kept, sender));
        }
        return GraphAnswer.empty(ACCEPTED);
    }

    private static MailDelivery.Kind delivery(ResponseService.Kind kind) {
        return switch (kind) {
            case REPLY -> MailDelivery.Kind.REPLY;
            case REPLY_ALL -> MailDelivery.Kind.REPLY_ALL;
            case FORWARD -> MailDelivery.Kind.FORWARD;
        };
    }

    static GraphAction readable(GraphAction action) throws Refused {
        if (action instanceof GraphAction.Unreadable unreadable) {
            throw new Refused(unreadable.error());
        }
        return action;
    }
}
