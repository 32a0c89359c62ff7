package io.github.camelgraphmail.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.control.Control.Reply;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Directory;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.MailboxDirectory;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.settings.AppSettings;
import io.github.camelgraphmail.sandbox.settings.MailboxSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** The mailboxes and app registrations. Secrets go in and never come out. */
final class TenantResource {

    private final Directory directory;
    private final MailboxDirectory users;

    TenantResource(SandboxState state) {
        this.directory = state.directory();
        this.users = state.users();
    }

    void mount(Control control) {
        control.on(
                HttpMethod.GET,
                "/mailboxes",
                request -> new Reply.Ok(users.all().stream()
                        .map(mailbox -> json(control, mailbox))
                        .toList()));
        control.on(HttpMethod.POST, "/mailboxes", request -> addMailbox(control, request));
        control.on(HttpMethod.PATCH, "/mailboxes/:address", request -> changeMailbox(control, request));
        control.on(
                HttpMethod.DELETE,
                "/mailboxes/:address",
                request -> users.remove(request.pathParam("address")) ? new Reply.Done() : noMailbox(request));
        control.on(
                HttpMethod.GET,
                "/apps",
                request -> new Reply.Ok(
                        directory.apps().stream().map(app -> json(control, app)).toList()));
        control.on(HttpMethod.POST, "/apps", request -> {
            AppRegistration app = control.body(request, AppSettings.class).registration();
            directory.register(app);
            return new Reply.Created(json(control, app));
        });
        control.on(HttpMethod.PATCH, "/apps/:clientId", request -> changeApp(control, request));
        control.on(
                HttpMethod.DELETE,
                "/apps/:clientId",
                request -> directory.remove(request.pathParam("clientId")) ? new Reply.Done() : noApp(request));
        control.on(HttpMethod.POST, "/apps/:clientId/revoke-tokens", request -> {
            if (directory.principal(request.pathParam("clientId")).isEmpty()) {
                return noApp(request);
            }
            directory.revokeTokens(request.pathParam("clientId"));
            return new Reply.Done();
        });
    }

    private Reply addMailbox(Control control, RoutingContext request) {
        Mailbox mailbox = control.body(request, MailboxSettings.class).mailbox();
        if (users.find(mailbox.address()).isPresent()) {
            throw new IllegalArgumentException("address: " + mailbox.address() + " is there already; PATCH changes it");
        }
        users.put(mailbox);
        return new Reply.Created(json(control, mailbox));
    }

    private Reply changeMailbox(Control control, RoutingContext request) {
        String address = request.pathParam("address");
        MailboxSettings change = control.body(request, MailboxSettings.class);
        refuseRenaming("address", change.address(), address);
        if (users.find(address).isEmpty()) {
            return noMailbox(request);
        }
        users.update(address, change::changed);
        return new Reply.Ok(json(control, users.find(address).orElseThrow()));
    }

    private Reply changeApp(Control control, RoutingContext request) {
        String clientId = request.pathParam("clientId");
        AppSettings change = control.body(request, AppSettings.class);
        refuseRenaming("clientId", change.clientId(), clientId);
        if (directory.app(clientId).isEmpty()) {
            return noApp(request);
        }
        directory.update(clientId, change::changed);
        return new Reply.Ok(json(control, directory.app(clientId).orElseThrow()));
    }

    private static void refuseRenaming(String field, String set, String is) {
        if (set != null && !set.equalsIgnoreCase(is)) {
            throw new IllegalArgumentException(field + ": " + is + " can't become " + set + "; leave it out");
        }
    }

    private static ObjectNode json(Control control, Mailbox mailbox) {
        return control.object(MailboxSettings.of(mailbox)).put("objectId", mailbox.objectId());
    }

    /** What is consented to, and what of that the next token has. */
    private ObjectNode json(Control control, AppRegistration app) {
        ServicePrincipal principal = app.principal();
        ObjectNode json = control.object(Map.of())
                .put("clientId", principal.clientId())
                .put("displayName", principal.displayName())
                .put("objectId", principal.objectId());
        add(json.putArray("roles"), principal.roles());
        add(
                json.putArray("rolesInTokens"),
                directory
                        .principal(principal.clientId())
                        .map(ServicePrincipal::roles)
                        .orElse(Set.of()));
        ArrayNode secrets = json.putArray("secrets");
        app.secrets().forEach(secret -> secrets.addObject()
                .put("expires", secret.expires().map(Object::toString).orElse(null)));
        ArrayNode certificates = json.putArray("certificates");
        app.certificates().forEach(certificate -> certificates
                .addObject()
                .put("subject", certificate.getSubjectX500Principal().getName())
                .put("expires", certificate.getNotAfter().toInstant().toString()));
        return json;
    }

    private static void add(ArrayNode array, Set<String> values) {
        values.stream().sorted().forEach(array::add);
    }

    private static Reply noMailbox(RoutingContext request) {
        return new Reply.Missing("There is no mailbox " + request.pathParam("address"));
    }

    private static Reply noApp(RoutingContext request) {
        return new Reply.Missing("No app is registered as " + request.pathParam("clientId"));
    }
}
