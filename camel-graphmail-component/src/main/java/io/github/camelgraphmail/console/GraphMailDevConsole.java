package io.github.camelgraphmail.console;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailStatistics;
import io.github.camelgraphmail.GraphMailStatistics.Identity;
import io.github.camelgraphmail.GraphMailStatistics.Mailbox;
import io.github.camelgraphmail.GraphMailStatistics.Mails;
import io.github.camelgraphmail.GraphMailStatistics.Requests;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Camel's developer console {@code graphmail}: what each graphmail component has done and is doing. */
@DevConsole(
        name = "graphmail",
        displayName = "Graph Mail",
        description = "Mails sent through Microsoft Graph, mailboxes at work and sign-ins")
public class GraphMailDevConsole extends AbstractDevConsole {

    public GraphMailDevConsole() {
        super("camel", "graphmail", "Graph Mail", "Mails sent through Microsoft Graph, mailboxes at work and sign-ins");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        statistics().forEach((name, statistics) -> write(text, name, statistics));
        return text.toString();
    }

    private static void write(StringBuilder text, String name, GraphMailStatistics statistics) {
        Mails mails = statistics.mails();
        Requests requests = statistics.requests();
        text.append(String.format(
                "%s: %d sent (%d direct, %d by draft), %d duplicates avoided, %d unknown, %d failed%n",
                name,
                mails.sent(),
                mails.direct(),
                mails.drafts(),
                mails.duplicates(),
                mails.unknown(),
                mails.failures()));
        new TreeMap<>(mails.failed())
                .forEach((exception, count) -> text.append(String.format("    %s: %d%n", exception, count)));
        text.append(String.format(
                "    Requests: %d, repeated: %d, throttled: %d, mailboxes rested for %d s%n",
                requests.made(),
                requests.repeated(),
                requests.throttled(),
                requests.rest().toSeconds()));
        for (Mailbox mailbox : statistics.mailboxes()) {
            text.append(String.format(
                    "    %s: %d waiting, %d in flight, %d held back%s%n",
                    mailbox.address(),
                    mailbox.waiting(),
                    mailbox.inFlight(),
                    mailbox.heldBack(),
                    mailbox.paused() ? ", paused" : ""));
        }
        for (Identity identity : statistics.identities()) {
            text.append("    ").append(identity.who());
            identity.tokenExpiry()
                    .ifPresent(expiry -> text.append(", token until ").append(expiry));
            identity.certificateDaysLeft()
                    .ifPresent(days ->
                            text.append(", certificate for ").append(days).append(" days"));
            identity.failingSince().ifPresent(since -> text.append(", failing since ")
                    .append(since)
                    .append(": ")
                    .append(identity.failure().orElse("")));
            text.append(System.lineSeparator());
        }
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray components = new JsonArray();
        statistics().forEach((name, statistics) -> components.add(json(name, statistics)));
        JsonObject root = new JsonObject();
        root.put("components", components);
        return root;
    }

    private static JsonObject json(String name, GraphMailStatistics statistics) {
        Mails mails = statistics.mails();
        JsonObject counts = new JsonObject();
        counts.put("direct", mails.direct());
        counts.put("drafts", mails.drafts());
        counts.put("duplicates", mails.duplicates());
        counts.put("unknown", mails.unknown());
        counts.put("failed", new JsonObject(new TreeMap<>(mails.failed())));
        Requests requests = statistics.requests();
        JsonObject traffic = new JsonObject();
        traffic.put("made", requests.made());
        traffic.put("repeated", requests.repeated());
        traffic.put("throttled", requests.throttled());
        traffic.put("restSeconds", requests.rest().toSeconds());
        JsonArray mailboxes = new JsonArray();
        statistics.mailboxes().forEach(mailbox -> mailboxes.add(json(mailbox)));
        JsonArray identities = new JsonArray();
        statistics.identities().forEach(identity -> identities.add(json(identity)));
        JsonObject component = new JsonObject();
        component.put("name", name);
        component.put("mails", counts);
        component.put("requests", traffic);
        component.put("mailboxes", mailboxes);
        component.put("identities", identities);
        return component;
    }

    private static JsonObject json(Mailbox mailbox) {
        JsonObject object = new JsonObject();
        object.put("mailbox", mailbox.address());
        object.put("waiting", mailbox.waiting());
        object.put("inFlight", mailbox.inFlight());
        object.put("heldBack", mailbox.heldBack());
        object.put("paused", mailbox.paused());
        return object;
    }

    private static JsonObject json(Identity identity) {
        JsonObject object = new JsonObject();
        object.put("identity", identity.who());
        identity.tokenObtained().ifPresent(at -> object.put("tokenObtained", at.toString()));
        identity.tokenExpiry().ifPresent(at -> object.put("tokenExpiry", at.toString()));
        identity.failingSince().ifPresent(at -> object.put("failingSince", at.toString()));
        identity.failure().ifPresent(failure -> object.put("failure", failure));
        identity.certificateExpiry().ifPresent(at -> object.put("certificateExpiry", at.toString()));
        identity.certificateDaysLeft().ifPresent(days -> object.put("certificateDaysLeft", days));
        return object;
    }

    /** By the components' names. */
    private Map<String, GraphMailStatistics> statistics() {
        Map<String, GraphMailStatistics> statistics = new TreeMap<>();
        for (String name : getCamelContext().getComponentNames()) {
            if (getCamelContext().hasComponent(name) instanceof GraphMailComponent component) {
                statistics.put(name, component.getStatistics());
            }
        }
        return statistics;
    }
}
