package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.Direct;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Makes the request that a plan is carried out with. */
final class MailRequests {

    private static final String USERS = "users";
    private static final String MESSAGES = "messages";
    private static final String ATTACHMENTS = "attachments";

    /**
     * The property that has an idempotency key's mark.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/resources/singlevaluelegacyextendedproperty">Extended
     *     properties</a>
     */
    static final String MARK = "String {00020329-0000-0000-C000-000000000046} Name CamelGraphMailKey";

    private final MailJson json = new MailJson();
    private final MailMime mime = new MailMime();

    /** @throws IOException when an attachment can't be read */
    GraphRequest of(Direct plan) throws IOException {
        List<String> path = path(plan.mail());
        GraphRequest request = plan instanceof DirectJson direct
                ? GraphRequest.postJson(path, json.write(direct.mail()))
                : GraphRequest.postMime(path, mime.write(plan.mail()));
        // Whoever is told a draft's id wants it to stay.
        return plan.mail().action() instanceof MailAction.Draft ? request.withImmutableIds() : request;
    }

    /**
     * Creates the draft of a mail.
     *
     * @param internetMessageId by which the draft can be found again, where it goes as JSON
     */
    GraphRequest create(ByDraft plan, String internetMessageId) throws IOException {
        List<String> path = List.of(USERS, plan.mail().sender(), MESSAGES);
        return plan.message() instanceof DirectJson direct
                ? GraphRequest.postJson(path, json.writeDraft(direct.mail(), internetMessageId, plan.mark()))
                        .withImmutableIds()
                : GraphRequest.postMime(path, mime.write(plan.message().mail())).withImmutableIds();
    }

    /** Looks for the draft of that Message-ID. */
    GraphRequest find(String mailbox, String internetMessageId) {
        String filter = "internetMessageId eq '" + internetMessageId.replace("'", "''") + "'";
        return GraphRequest.get(
                        List.of(USERS, mailbox, "mailFolders", "drafts", MESSAGES),
                        Map.of("$filter", filter, "$select", "id,internetMessageId"))
                .withImmutableIds();
    }

    /** Looks for what has the mark. @param folder a well-known name */
    GraphRequest findMarked(String mailbox, String folder, String mark) {
        String filter = "singleValueExtendedProperties/Any(ep: ep/id eq '" + MARK + "' and ep/value eq '" + mark + "')";
        return GraphRequest.get(
                        List.of(USERS, mailbox, "mailFolders", folder, MESSAGES),
                        Map.of("$filter", filter, "$select", "id,internetMessageId"))
                .withImmutableIds();
    }

    /** Marks a draft. */
    GraphRequest mark(String mailbox, String draft, String mark) throws IOException {
        return GraphRequest.patchJson(List.of(USERS, mailbox, MESSAGES, draft), json.writeMark(mark))
                .withImmutableIds();
    }

    GraphRequest attach(String mailbox, String draft, MailAttachment attachment) throws IOException {
        return GraphRequest.postJson(
                        List.of(USERS, mailbox, MESSAGES, draft, ATTACHMENTS), json.writeAttachment(attachment))
                .withImmutableIds();
    }

    GraphRequest createUploadSession(String mailbox, String draft, MailAttachment attachment) throws IOException {
        return GraphRequest.postJson(
                        List.of(USERS, mailbox, MESSAGES, draft, ATTACHMENTS, "createUploadSession"),
                        json.writeUploadSession(attachment))
                .withImmutableIds();
    }

    /** Which attachments a draft has. */
    GraphRequest attachments(String mailbox, String draft) {
        return GraphRequest.get(
                        List.of(USERS, mailbox, MESSAGES, draft, ATTACHMENTS),
                        Map.of("$select", "id,name,size", "$top", "1000"))
                .withImmutableIds();
    }

    GraphRequest send(String mailbox, String draft) {
        return GraphRequest.post(List.of(USERS, mailbox, MESSAGES, draft, "send"))
                .withImmutableIds();
    }

    /** Whether it is still a draft. */
    GraphRequest look(String mailbox, String draft) {
        return GraphRequest.get(List.of(USERS, mailbox, MESSAGES, draft), Map.of("$select", "id,isDraft"))
                .withImmutableIds();
    }

    GraphRequest delete(String mailbox, String message) {
        return GraphRequest.delete(List.of(USERS, mailbox, MESSAGES, message)).withImmutableIds();
    }

    /** What Graph calls the request, for people. */
    String name(OutgoingMail mail) {
        List<String> path = path(mail);
        return mail.action() instanceof MailAction.Draft ? "create a draft" : path.get(path.size() - 1);
    }

    private static List<String> path(OutgoingMail mail) {
        if (mail.action() instanceof MailAction.Draft) {
            return List.of(USERS, mail.sender(), MESSAGES);
        }
        if (mail.action() instanceof MailAction.Respond respond) {
            return List.of(
                    USERS,
                    mail.sender(),
                    MESSAGES,
                    respond.messageId(),
                    respond.kind().graphAction());
        }
        return List.of(USERS, mail.sender(), "sendMail");
    }
}
