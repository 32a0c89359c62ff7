package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import io.github.camelgraphmail.sandbox.core.UploadSessions;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.wire.odata.GraphAction;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is done to the messages of a mailbox beside sending: drafts and their attachments, reading, looking for one, deleting.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-post-messages">Create message</a>
 * @see <a href="https://learn.microsoft.com/graph/api/attachment-createuploadsession">attachment: createUploadSession</a>
 */
final class MessageActions {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int DEFAULT_TOP = 10;

    private static final Map<String, MailItem.Folder> FOLDERS = Map.of(
            "inbox", MailItem.Folder.INBOX,
            "drafts", MailItem.Folder.DRAFTS,
            "sentitems", MailItem.Folder.SENT_ITEMS);

    private final MailItems items;
    private final UploadSessions uploads;
    private final SendMailService sendMail;
    private final GraphActionReader reader;
    private final MessageMime mime = new MessageMime();
    private final MessageAnswers messages = new MessageAnswers();

    MessageActions(MailItems items, UploadSessions uploads, SendMailService sendMail, GraphActionReader reader) {
        this.items = items;
        this.uploads = uploads;
        this.sendMail = sendMail;
        this.reader = reader;
    }

    GraphAnswer create(GraphRequest request) throws Refused {
        MailItem item;
        if (request.isMime()) {
            MailSource.Mime source = request.mime();
            item = items.add(
                    request.mailbox(), MailItem.Folder.DRAFTS, mime.message(source), source, mime.stamp(source));
        } else {
            MailSource source = new MailSource.Json(request.body());
            GraphAction.Draft draft = (GraphAction.Draft) SendActions.readable(reader.draft(source.text()));
            MailMessage message = draft.message();
            Refused.when(sendMail.refusedAsJson(message));
            item = items.add(request.mailbox(), MailItem.Folder.DRAFTS, message, source, draft.stamp());
        }
        return message(CREATED, request, item);
    }

    GraphAnswer read(GraphRequest request) throws Refused {
        MailItem item = item(request);
        if (item.isDraft()) {
            return message(OK, request, item);
        }
        return message(OK, request, items.seen(item).orElseThrow(() -> new Refused(GraphError.itemNotFound())));
    }

    /** Of a draft that was made as MIME only what marks it. */
    GraphAnswer update(GraphRequest request) throws Refused {
        MailItem item = draft(request);
        GraphAction.Draft change = (GraphAction.Draft) SendActions.readable(reader.draft(request.body()));
        if (item.source() instanceof MailSource.Json source) {
            MailSource.Json merged = new MailSource.Json(reader.merged(source.text(), request.body()));
            GraphAction.Draft draft = (GraphAction.Draft) SendActions.readable(reader.draft(merged.text()));
            MailMessage message = draft.message().withAttachments(item.message().attachments());
            Refused.when(sendMail.refusedAsJson(message));
            return message(OK, request, items.update(item, message, merged, change.stamp()));
        }
        if (!reader.isStampAlone(request.body())) {
            throw new Refused(GraphError.invalidRequest("Of a MIME draft only its marks can be changed here."));
        }
        return message(OK, request, items.update(item, item.message(), item.source(), change.stamp()));
    }

    GraphAnswer delete(GraphRequest request) throws Refused {
        items.remove(item(request));
        return GraphAnswer.empty(NO_CONTENT);
    }

    GraphAnswer attach(GraphRequest request) throws Refused {
        MailItem draft = draft(request);
        GraphAction.Attach action = (GraphAction.Attach) SendActions.readable(reader.attachment(request.body()));
        Refused.when(sendMail.refusedAsJson(draft.message().withAttachments(List.of(action.attachment()))));
        items.attach(draft, action.attachment());
        return GraphAnswer.json(CREATED, messages.attachment(action.attachment()));
    }

    GraphAnswer attachments(GraphRequest request) throws Refused {
        ObjectNode body = object().put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#attachments");
        ArrayNode values = body.putArray("value");
        item(request).message().attachments().forEach(attachment -> values.add(messages.attachment(attachment)));
        return GraphAnswer.json(OK, body);
    }

    /** @param uploadAddress the address that ranges are put to, without the session's id */
    GraphAnswer createUploadSession(GraphRequest request, String uploadAddress) throws Refused {
        MailItem draft = draft(request);
        GraphAction.Announce action = (GraphAction.Announce) SendActions.readable(reader.uploadSession(request.body()));
        Refused.when(sendMail.refusedUpload(action.announced()));
        UploadSession session = uploads.create(draft, action.announced());
        ObjectNode body = object().put(
                        "@odata.context", "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession")
                .put("uploadUrl", uploadAddress + session.id())
                .put("expirationDateTime", session.expires().toString());
        body.putArray("nextExpectedRanges").add("0-");
        return GraphAnswer.json(CREATED, body);
    }

    /** @param folder a well-known name; empty for all folders */
    GraphAnswer list(GraphRequest request, Optional<String> folder) throws Refused {
        Predicate<MailItem> filter = filter(request);
        int top = request.parameter("$top").map(Integer::parseInt).orElse(DEFAULT_TOP);
        ObjectNode body = object().put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#messages");
        ArrayNode values = body.putArray("value");
        for (MailItem.Folder one : folders(folder)) {
            items.seenIn(request.mailbox(), one).stream()
                    .filter(filter)
                    .limit(Math.max(0, top - values.size()))
                    .forEach(item -> values.add(selected(request, messages.json(item, request.wantsImmutableIds()))));
        }
        return GraphAnswer.json(OK, body);
    }

    private static List<MailItem.Folder> folders(Optional<String> folder) throws Refused {
        if (folder.isEmpty()) {
            return List.of(MailItem.Folder.values());
        }
        MailItem.Folder known = FOLDERS.get(folder.get().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new Refused(GraphError.itemNotFound());
        }
        return List.of(known);
    }

    private static Predicate<MailItem> filter(GraphRequest request) throws Refused {
        Optional<String> filter = request.parameter("$filter");
        return filter.isEmpty()
                ? item -> true
                : MessageFilter.read(filter.get())
                        .orElseThrow(() -> new Refused(
                                GraphError.invalidRequest("This filter is not known here: " + filter.get())));
    }

    private static ObjectNode selected(GraphRequest request, ObjectNode message) {
        request.parameter("$select").ifPresent(select -> {
            List<String> names = new ArrayList<>(List.of("id"));
            Stream.of(select.split(",")).map(String::strip).forEach(names::add);
            message.retain(names);
        });
        return message;
    }

    private GraphAnswer message(int status, GraphRequest request, MailItem item) {
        GraphAnswer answer =
                GraphAnswer.json(status, selected(request, messages.json(item, request.wantsImmutableIds())));
        if (!request.wantsImmutableIds()) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Preference-Applied", "IdType=\"ImmutableId\"");
        return new GraphAnswer(status, headers, answer.body());
    }

    private MailItem draft(GraphRequest request) throws Refused {
        MailItem item = item(request);
        if (!item.isDraft()) {
            throw new Refused(GraphError.sentMessageUnchangeable());
        }
        return item;
    }

    private MailItem item(GraphRequest request) throws Refused {
        return items.find(request.mailbox(), request.message())
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
