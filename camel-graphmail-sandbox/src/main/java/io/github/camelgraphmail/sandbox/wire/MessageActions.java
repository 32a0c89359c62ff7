package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import io.github.camelgraphmail.sandbox.core.UploadSessions;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService;
import io.github.camelgraphmail.sandbox.graph.SendMailService;
import io.github.camelgraphmail.sandbox.wire.odata.GraphAction;
import io.github.camelgraphmail.sandbox.wire.odata.GraphActionReader;
import io.github.camelgraphmail.sandbox.wire.query.MessageQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** What may be changed of a message that was sent or received. */
    private static final Set<String> MARKS =
            Set.of("isRead", "flag", "categories", "inferenceClassification", "singleValueExtendedProperties");

    private final MailItems items;
    private final UploadSessions uploads;
    private final SendMailService sendMail;
    private final GraphActionReader reader;
    private final ResponseService responses = new ResponseService();
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
        request.concerns(item);
        return message(CREATED, request, item);
    }

    /** JSON alone, and drafts alone. */
    GraphAnswer createInFolder(GraphRequest request) throws Refused {
        if (request.isMime()) {
            throw new Refused(
                    GraphError.undeserializable("A folder takes no MIME; post it to the messages of the user."));
        }
        if (MailFolders.named(request.mailbox(), request.http().pathParam("folder")) != MailItem.Folder.DRAFTS) {
            throw new Refused(GraphError.invalidRequest("Messages are created in Drafts alone here."));
        }
        return create(request);
    }

    GraphAnswer read(GraphRequest request) throws Refused {
        MailItem item = item(request);
        if (item.isDraft()) {
            return message(OK, request, item);
        }
        return message(OK, request, items.seen(item).orElseThrow(() -> new Refused(GraphError.itemNotFound())));
    }

    /** Of a draft that was made as MIME, and of what is no draft, only what marks it. */
    GraphAnswer update(GraphRequest request) throws Refused {
        MailItem item = item(request);
        GraphAction.Draft change = (GraphAction.Draft) SendActions.readable(reader.draft(request.body()));
        if (!item.isDraft()) {
            if (!reader.isOf(MARKS, request.body())) {
                throw new Refused(GraphError.sentMessageUnchangeable());
            }
            MailMessage message = reader.changes("categories", request.body())
                    ? item.message().withCategories(change.message().categories())
                    : item.message();
            return message(OK, request, items.update(item, message, item.source(), change.stamp()));
        }
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

    /** The draft of a response, for the client to go on with. */
    GraphAnswer createResponse(GraphRequest request, ResponseService.Kind kind) throws Refused {
        MailItem original = item(request);
        Refused.when(
                request.isMime() ? Optional.of(GraphError.unsupportedContentType("text/plain")) : Optional.empty());
        GraphAction.Respond action =
                (GraphAction.Respond) SendActions.readable(reader.response(kind.operation(), request.body()));
        Refused.when(responses.refusedDraft(kind, action.response()));
        Refused.when(sendMail.refusedAsJson(action.response().message()));
        MailMessage response = responses.respond(kind, original, action.response());
        MailSource source = new MailSource.Json(reader.written(response));
        return message(
                CREATED,
                request,
                items.add(request.mailbox(), MailItem.Folder.DRAFTS, response, source, MailStamp.NONE));
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
        MailItem attached = item(request);
        return GraphAnswer.json(
                CREATED,
                messages.attachment(attached, attached.message().attachments().size() - 1));
    }

    GraphAnswer attachments(GraphRequest request) throws Refused {
        ObjectNode body = object().put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#attachments");
        ArrayNode values = body.putArray("value");
        messages.attachments(values, item(request));
        request.parameter("$select")
                .ifPresent(select -> values.forEach(value -> {
                    List<String> names = new ArrayList<>(List.of("@odata.type", "id"));
                    Stream.of(select.split(",")).map(String::strip).forEach(names::add);
                    ((ObjectNode) value).retain(names);
                }));
        return GraphAnswer.json(OK, body);
    }

    GraphAnswer attachment(GraphRequest request) throws Refused {
        MailItem item = item(request);
        return GraphAnswer.json(OK, messages.attachment(item, attachmentIndex(request, item)));
    }

    /** Its bytes as they are. */
    GraphAnswer attachmentContent(GraphRequest request) throws Refused {
        MailItem item = item(request);
        MailAttachment attachment = item.message().attachments().get(attachmentIndex(request, item));
        return GraphAnswer.bytes(OK, "application/octet-stream", attachment.content());
    }

    GraphAnswer detach(GraphRequest request) throws Refused {
        MailItem draft = draft(request);
        attachmentIndex(request, draft);
        items.detach(draft, request.http().pathParam("attachment"));
        return GraphAnswer.empty(NO_CONTENT);
    }

    private static int attachmentIndex(GraphRequest request, MailItem item) throws Refused {
        int index = item.details().attachmentIds().indexOf(request.http().pathParam("attachment"));
        if (index < 0) {
            throw new Refused(GraphError.itemNotFound());
        }
        return index;
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

    /** @param folder a well-known name or an id; empty for all folders */
    GraphAnswer list(GraphRequest request, Optional<String> folder) throws Refused {
        Map<String, String> parameters = new HashMap<>();
        request.http().queryParams().forEach(parameters::put);
        Optional<Predicate<MailItem>> mark =
                Optional.ofNullable(parameters.get("$filter")).flatMap(MessageFilter::read);
        // Clients look for their marks again and again: without writing every message as JSON first.
        mark.ifPresent(known -> parameters.remove("$filter"));
        MessageQuery query = query(parameters);
        List<MailItem> seen = new ArrayList<>();
        for (MailItem.Folder one : folders(request, folder)) {
            items.seenIn(request.mailbox(), one).stream()
                    .filter(mark.orElse(item -> true))
                    .forEach(seen::add);
        }
        boolean immutable = request.wantsImmutableIds();
        List<ObjectNode> page;
        int found;
        if (query.takesAll()) {
            found = seen.size();
            page = seen.stream()
                    .skip(query.skip())
                    .limit(query.top())
                    .map(item -> shown(request, query, item))
                    .toList();
        } else {
            Map<ObjectNode, MailItem> written = new IdentityHashMap<>();
            List<ObjectNode> all = new ArrayList<>();
            for (MailItem item : seen) {
                ObjectNode json = messages.json(item, immutable);
                written.put(json, item);
                all.add(json);
            }
            List<ObjectNode> matching = query.matching(all);
            found = matching.size();
            page = matching.stream()
                    .skip(query.skip())
                    .limit(query.top())
                    .map(json -> shown(request, query, written.get(json)))
                    .toList();
        }
        return MessageAnswers.answer(OK, request, collection(request, query, page, found));
    }

    private static ObjectNode collection(GraphRequest request, MessageQuery query, List<ObjectNode> page, int found) {
        ObjectNode body = object().put(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#users('" + request.mailbox() + "')/messages");
        if (query.wantsCount()) {
            body.put("@odata.count", found);
        }
        int next = query.skip() + page.size();
        if (next < found && !page.isEmpty()) {
            body.put("@odata.nextLink", nextLink(request, next));
        }
        ArrayNode values = body.putArray("value");
        page.forEach(message -> {
            message.remove("@odata.context");
            values.add(message);
        });
        return body;
    }

    private static String nextLink(GraphRequest request, int skip) {
        String address = request.http().request().absoluteURI();
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        String others = query < 0
                ? ""
                : Stream.of(address.substring(query + 1).split("&"))
                        .filter(parameter -> !parameter.matches("(?i)(\\$|%24)skip=.*"))
                        .map(parameter -> "&" + parameter)
                        .collect(Collectors.joining());
        return path + "?%24skip=" + skip + others;
    }

    private static List<MailItem.Folder> folders(GraphRequest request, Optional<String> folder) throws Refused {
        return folder.isEmpty()
                ? List.of(MailItem.Folder.values())
                : List.of(MailFolders.named(request.mailbox(), folder.get()));
    }

    private static MessageQuery query(Map<String, String> parameters) throws Refused {
        try {
            return MessageQuery.read(parameters);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(GraphError.badRequest(wrong.getMessage()));
        }
    }

    private ObjectNode shown(GraphRequest request, MessageQuery query, MailItem item) {
        ObjectNode message = messages.json(item, request.wantsImmutableIds());
        if (query.expandsAttachments()) {
            messages.attachments(message.putArray("attachments"), item);
        }
        return query.shown(message, request.basic());
    }

    private GraphAnswer message(int status, GraphRequest request, MailItem item) throws Refused {
        Map<String, String> parameters = new HashMap<>();
        request.http().queryParams().forEach(parameters::put);
        parameters.keySet().retainAll(Set.of("$select", "$expand"));
        return MessageAnswers.answer(status, request, shown(request, query(parameters), item));
    }

    private MailItem draft(GraphRequest request) throws Refused {
        MailItem item = item(request);
        if (!item.isDraft()) {
            throw new Refused(GraphError.sentMessageUnchangeable());
        }
        return item;
    }

    private MailItem item(GraphRequest request) throws Refused {
        MailItem item = items.find(request.mailbox(), request.message())
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
        request.concerns(item);
        return item;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
