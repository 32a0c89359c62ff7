package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.OutgoingMail;
import java.io.IOException;
import java.util.List;

/** Makes the request that a plan is carried out with. */
final class MailRequests {

    private static final String USERS = "users";
    private static final String MESSAGES = "messages";

    private final MailJson json = new MailJson();
    private final MailMime mime = new MailMime();

    /** @throws IOException when an attachment can't be read */
    GraphRequest of(DeliveryPlan plan) throws IOException {
        List<String> path = path(plan.mail());
        return plan instanceof DirectJson direct
                ? GraphRequest.postJson(path, json.write(direct.mail()))
                : GraphRequest.postMime(path, mime.write(plan.mail()));
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
