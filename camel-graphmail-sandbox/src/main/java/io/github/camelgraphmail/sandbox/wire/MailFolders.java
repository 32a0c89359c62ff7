package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The folders of a mailbox, by their well-known names and ids.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/user-list-mailfolders">List mailFolders</a>
 */
final class MailFolders {

    private static final Map<MailItem.Folder, List<String>> NAMES = Map.of(
            MailItem.Folder.INBOX, List.of("inbox", "Inbox"),
            MailItem.Folder.DRAFTS, List.of("drafts", "Drafts"),
            MailItem.Folder.SENT_ITEMS, List.of("sentitems", "Sent Items"));

    private final MailItems items;

    MailFolders(MailItems items) {
        this.items = items;
    }

    /** Made of mailbox and folder, so that it stays. */
    static String id(String mailbox, MailItem.Folder folder) {
        return id(mailbox, folder.name());
    }

    private static String id(String mailbox, String folder) {
        return "AQMk"
                + Base64.getUrlEncoder().encodeToString((mailbox + " " + folder).getBytes(StandardCharsets.UTF_8));
    }

    /** The folder that a path names. */
    static MailItem.Folder named(String mailbox, String nameOrId) throws Refused {
        return Arrays.stream(MailItem.Folder.values())
                .filter(folder -> NAMES.get(folder).get(0).equalsIgnoreCase(nameOrId)
                        || id(mailbox, folder).equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new Refused(GraphError.itemNotFound()));
    }

    GraphAnswer list(GraphRequest request) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#users('" + request.mailbox() + "')/mailFolders");
        ArrayNode folders = body.putArray("value");
        Arrays.stream(MailItem.Folder.values()).forEach(folder -> folders.add(json(request.mailbox(), folder)));
        return GraphAnswer.json(200, body);
    }

    GraphAnswer read(GraphRequest request) throws Refused {
        return GraphAnswer.json(
                200,
                json(request.mailbox(), named(request.mailbox(), request.http().pathParam("folder"))));
    }

    private ObjectNode json(String mailbox, MailItem.Folder folder) {
        List<MailItem> seen = items.seenIn(mailbox, folder);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id(mailbox, folder))
                .put("displayName", NAMES.get(folder).get(1))
                .put("parentFolderId", id(mailbox, "root"))
                .put("childFolderCount", 0)
                .put("unreadItemCount", (int)
                        seen.stream().filter(item -> !item.details().read()).count())
                .put("totalItemCount", seen.size())
                .put("sizeInBytes", 0)
                .put("isHidden", false);
    }
}
