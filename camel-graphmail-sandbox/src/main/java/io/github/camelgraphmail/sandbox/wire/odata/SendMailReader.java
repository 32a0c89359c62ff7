package io.github.camelgraphmail.sandbox.wire.odata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON form of a sendMail request, held against the documented types. */
public final class SendMailReader {

    private final ObjectMapper json = JsonMapper.builder().build();
    private final MessageReader messages = new MessageReader();

    public SendMailAction read(String body) {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JsonProcessingException e) {
            return new SendMailAction.Unreadable(
                    GraphError.undeserializable("were unable to deserialize " + e.getOriginalMessage()));
        }
        if (!root.isObject()) {
            return unreadable("An unexpected node was found when reading from the JSON reader. A 'StartObject' node was"
                    + " expected.");
        }
        return read(root);
    }

    private SendMailAction read(JsonNode root) {
        JsonNode message = null;
        JsonNode save = null;
        for (Map.Entry<String, JsonNode> parameter : root.properties()) {
            // The metadata spells parameters Message and SaveToSentItems, the documentation message and
            // saveToSentItems.
            switch (parameter.getKey().toLowerCase(Locale.ROOT)) {
                case "message" -> message = parameter.getValue();
                case "savetosentitems" -> save = parameter.getValue();
                default -> {
                    return unreadable("The parameter '" + parameter.getKey()
                            + "' in the request payload is not a valid parameter for the operation 'sendMail'.");
                }
            }
        }
        if (message == null || message.isNull()) {
            return unreadable("The parameter 'Message' of the operation 'sendMail' is missing or null.");
        }
        Optional<String> mismatch = MailSchema.MESSAGE.mismatch("Message", message);
        if (mismatch.isEmpty() && save != null) {
            mismatch = MailSchema.SAVE_TO_SENT_ITEMS.mismatch("SaveToSentItems", save);
        }
        if (mismatch.isPresent()) {
            return unreadable(mismatch.get());
        }
        boolean saveToSentItems = save == null || save.isNull() || save.asBoolean();
        return new SendMailAction.Read(messages.read(message), saveToSentItems);
    }

    private static SendMailAction.Unreadable unreadable(String message) {
        return new SendMailAction.Unreadable(GraphError.requestBodyRead(message));
    }
}
