package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked about a user rather than about messages: who it is, and its ids in another form.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-get">Get user</a>
 * @see <a href="https://learn.microsoft.com/graph/api/user-translateexchangeids">user: translateExchangeIds</a>
 */
final class UserActions {

    private static final Set<String> READS_USERS =
            Set.of("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    private static final int MOST_IDS = 1000;

    private final MailboxDirectory users;
    private final MailItems items;
    private final ObjectMapper json = new ObjectMapper();

    UserActions(MailboxDirectory users, MailItems items) {
        this.users = users;
        this.items = items;
    }

    /** A directory call: no permission for mail lets an application make it. */
    GraphAnswer user(ServicePrincipal app, String user) throws Refused {
        if (app.roles().stream().noneMatch(READS_USERS::contains)) {
            throw new Refused(GraphError.insufficientPrivileges());
        }
        Mailbox mailbox = users.find(user).orElseThrow(() -> new Refused(GraphError.resourceNotFound(user)));
        return GraphAnswer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#users/$entity")
                        .put("id", mailbox.objectId())
                        .put("displayName", mailbox.displayName())
                        .put("mail", mailbox.address())
                        .put("userPrincipalName", mailbox.address()));
    }

    /** Between the ids that change when a message moves and those that stay. */
    GraphAnswer translateExchangeIds(GraphRequest request) throws Refused {
        JsonNode body = body(request);
        boolean toImmutable = "restImmutableEntryId"
                .equalsIgnoreCase(body.path("targetIdType").asText());
        boolean toPlain = "restId".equalsIgnoreCase(body.path("targetIdType").asText());
        JsonNode inputs = body.path("inputIds");
        if (!inputs.isArray() || inputs.isEmpty() || inputs.size() > MOST_IDS || !(toImmutable || toPlain)) {
            throw new Refused(GraphError.badRequest("Between restId and restImmutableEntryId from 1 to " + MOST_IDS
                    + " inputIds can be translated here."));
        }
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)");
        ArrayNode values = answer.putArray("value");
        for (JsonNode input : inputs) {
            ObjectNode value = values.addObject().put("sourceId", input.asText());
            Optional<MailItem> item = items.find(request.mailbox(), input.asText());
            if (item.isPresent()) {
                value.put(
                        "targetId",
                        toImmutable ? item.get().immutableId() : item.get().id());
            } else {
                value.putObject("errorDetails").put("code", "ErrorItemNotFound");
            }
        }
        return GraphAnswer.json(200, answer);
    }

    private JsonNode body(GraphRequest request) throws Refused {
        try {
            return json.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new Refused(GraphError.undeserializable("were unable to deserialize " + e.getOriginalMessage()));
        }
    }
}
