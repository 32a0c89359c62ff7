package io.github.camelgraphmail.sandbox.wire.odata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.ResponseService.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of requests that carry a message, held against the documented types. */
public final class GraphActionReader {

    private static final Map<String, EdmType> SEND_MAIL =
            Map.of("message", MailSchema.MESSAGE, "savetosentitems", MailSchema.SAVE_TO_SENT_ITEMS);

    private static final Map<String, EdmType> RESPONSE =
            Map.of("message", MailSchema.MESSAGE, "comment", MailSchema.COMMENT, "torecipients", MailSchema.RECIPIENTS);

    private static final Map<String, EdmType> UPLOAD_SESSION = Map.of("attachmentitem", MailSchema.ATTACHMENT_ITEM);

    private static final Set<String> STAMPS = Set.of("singleValueExtendedProperties", "internetMessageId");

    private final ObjectMapper json = JsonMapper.builder().build();
    private final MessageReader messages = new MessageReader();
    private final MessageWriter writer = new MessageWriter();

    /** The parameters of sendMail. */
    public GraphAction sendMail(String body) {
        try {
            Map<String, JsonNode> parameters = parameters("sendMail", SEND_MAIL, object(body));
            JsonNode message = parameters.get("message");
            if (message == null || message.isNull()) {
                throw new Refusal(GraphError.requestBodyRead(
                        "The parameter 'Message' of the operation 'sendMail' is missing or null."));
            }
            JsonNode save = parameters.get("savetosentitems");
            return new GraphAction.SendMail(
                    messages.read(message), save == null || save.isNull() || save.asBoolean(), messages.stamp(message));
        } catch (Refusal refusal) {
            return new GraphAction.Unreadable(refusal.error);
        }
    }

    /** The message of a new draft. */
    public GraphAction draft(String body) {
        try {
            JsonNode message = checked("Message", MailSchema.MESSAGE, object(body));
            return new GraphAction.Draft(messages.read(message), messages.stamp(message));
        } catch (Refusal refusal) {
            return new GraphAction.Unreadable(refusal.error);
        }
    }

    /** A message with the properties of a change in place of its own. Both have been read before. */
    public String merged(String message, String change) {
        return readAgain(message).setAll(readAgain(change)).toString();
    }

    /** Whether a change, which has been read before, is of what marks a draft and nothing else. */
    public boolean isStampAlone(String change) {
        return isOf(STAMPS, change);
    }

    /** Whether a change, which has been read before, is of these properties and nothing else. */
    public boolean isOf(Set<String> properties, String change) {
        Set<String> names = new HashSet<>();
        readAgain(change).fieldNames().forEachRemaining(names::add);
        return properties.containsAll(names);
    }

    /** Whether a change, which has been read before, is of this property among others. */
    public boolean changes(String property, String change) {
        return readAgain(change).has(property);
    }

    /** A message as a client would have written it, without its attachments. */
    public String written(MailMessage message) {
        return writer.write(message).toString();
    }

    private ObjectNode readAgain(String body) {
        try {
            return (ObjectNode) json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It was read before", e);
        }
    }

    /** A file to attach. */
    public GraphAction attachment(String body) {
        try {
            return new GraphAction.Attach(
                    messages.attachment(checked("Attachment", MailSchema.ATTACHMENT, object(body))));
        } catch (Refusal refusal) {
            return new GraphAction.Unreadable(refusal.error);
        }
    }

    /** What a large file to attach will be. */
    public GraphAction uploadSession(String body) {
        try {
            JsonNode item = parameters("createUploadSession", UPLOAD_SESSION, object(body))
                    .get("attachmentitem");
            if (item == null
                    || !item.path("name").isTextual()
                    || !item.path("size").canConvertToInt()) {
                throw new Refusal(
                        GraphError.requestBodyRead(
                                "The parameter 'AttachmentItem' of the operation 'createUploadSession' is missing or incomplete."));
            }
            return new GraphAction.Announce(messages.announced(item));
        } catch (Refusal refusal) {
            return new GraphAction.Unreadable(refusal.error);
        }
    }

    /** The parameters of a reply, reply to all or forward. */
    public GraphAction response(String operation, String body) {
        try {
            JsonNode root = body.isBlank() ? JsonNodeFactory.instance.objectNode() : object(body);
            Map<String, JsonNode> parameters = parameters(operation, RESPONSE, root);
            JsonNode message = parameters.getOrDefault("message", JsonNodeFactory.instance.objectNode());
            MailMessage read = messages.read(message);
            return new GraphAction.Respond(new Response(
                    read,
                    message.hasNonNull("body"),
                    Optional.ofNullable(parameters.get("comment"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue),
                    messages.recipients(parameters.get("torecipients"))));
        } catch (Refusal refusal) {
            return new GraphAction.Unreadable(refusal.error);
        }
    }

    private JsonNode object(String body) throws Refusal {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Refusal(GraphError.undeserializable("were unable to deserialize " + e.getOriginalMessage()));
        }
        if (!root.isObject()) {
            throw new Refusal(
                    GraphError.requestBodyRead("An unexpected node was found when reading from the JSON reader."
                            + " A 'StartObject' node was expected."));
        }
        return root;
    }

    /** By lower-case name: the metadata spells them Message and SaveToSentItems, the documentation otherwise. */
    private static Map<String, JsonNode> parameters(String operation, Map<String, EdmType> types, JsonNode root)
            throws Refusal {
        Map<String, JsonNode> parameters = new HashMap<>();
        for (Map.Entry<String, JsonNode> parameter : root.properties()) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            EdmType type = types.get(name);
            if (type == null) {
                throw new Refusal(GraphError.requestBodyRead("The parameter '" + parameter.getKey()
                        + "' in the request payload is not a valid parameter for the operation '" + operation + "'."));
            }
            parameters.put(name, checked(parameter.getKey(), type, parameter.getValue()));
        }
        return parameters;
    }

    private static JsonNode checked(String name, EdmType type, JsonNode value) throws Refusal {
        Optional<String> mismatch = type.mismatch(name, value);
        if (mismatch.isPresent()) {
            throw new Refusal(GraphError.requestBodyRead(mismatch.get()));
        }
        return value;
    }

    private static final class Refusal extends Exception {
        private final transient GraphError error;

        private Refusal(GraphError error) {
            super(error.message());
            this.error = error;
        }
    }
}
