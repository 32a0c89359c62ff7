package io.github.camelgraphmail.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.control.Control.Reply;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.access.AccessControl;
import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import io.github.camelgraphmail.sandbox.core.access.RoleAssignment;
import io.github.camelgraphmail.sandbox.core.access.SendGrant;
import io.github.camelgraphmail.sandbox.settings.AssignmentSettings;
import io.github.camelgraphmail.sandbox.settings.PolicySettings;
import io.github.camelgraphmail.sandbox.settings.References;
import io.github.camelgraphmail.sandbox.settings.SendGrantSettings;
import io.vertx.core.http.HttpMethod;
import java.util.function.Predicate;

/** Access policies, role assignments and rights to send for others. */
final class AccessResource {

    private final AccessControl access;
    private final References references;

    AccessResource(SandboxState state) {
        this.access = state.access();
        this.references = new References(
                clientId -> state.directory().principal(clientId).isPresent(),
                address -> state.users().all().stream().anyMatch(mailbox -> mailbox.isAddressedBy(address)));
    }

    void mount(Control control) {
        control.on(
                HttpMethod.GET,
                "/policies",
                request -> new Reply.Ok(access.rules().policies().stream()
                        .map(policy -> json(control, policy))
                        .toList()));
        control.on(HttpMethod.POST, "/policies", request -> {
            PolicySettings settings = control.body(request, PolicySettings.class);
            return new Reply.Created(json(control, access.addPolicy(id -> references.checked(settings.policy(id)))));
        });
        control.on(
                HttpMethod.GET,
                "/assignments",
                request -> new Reply.Ok(access.rules().assignments().stream()
                        .map(assignment -> json(control, assignment))
                        .toList()));
        control.on(HttpMethod.POST, "/assignments", request -> {
            AssignmentSettings settings = control.body(request, AssignmentSettings.class);
            return new Reply.Created(
                    json(control, access.addAssignment(id -> references.checked(settings.assignment(id)))));
        });
        control.on(
                HttpMethod.GET,
                "/send-grants",
                request -> new Reply.Ok(access.rules().sendGrants().stream()
                        .map(grant -> json(control, grant))
                        .toList()));
        control.on(HttpMethod.POST, "/send-grants", request -> {
            SendGrantSettings settings = control.body(request, SendGrantSettings.class);
            return new Reply.Created(json(control, access.addGrant(id -> references.checked(settings.grant(id)))));
        });
        remove(control, "/policies", id -> access.rules().policies().stream()
                .anyMatch(rule -> rule.id().equals(id)));
        remove(control, "/assignments", id -> access.rules().assignments().stream()
                .anyMatch(rule -> rule.id().equals(id)));
        remove(control, "/send-grants", id -> access.rules().sendGrants().stream()
                .anyMatch(rule -> rule.id().equals(id)));
    }

    private void remove(Control control, String path, Predicate<String> isThere) {
        control.on(HttpMethod.DELETE, path + "/:id", request -> {
            String id = request.pathParam("id");
            return isThere.test(id) && access.remove(id)
                    ? new Reply.Done()
                    : new Reply.Missing("There is no " + id + " under " + path);
        });
    }

    private static ObjectNode json(Control control, AccessPolicy policy) {
        return control.identified(policy.id(), PolicySettings.of(policy));
    }

    private static ObjectNode json(Control control, RoleAssignment assignment) {
        return control.identified(assignment.id(), AssignmentSettings.of(assignment));
    }

    private static ObjectNode json(Control control, SendGrant grant) {
        return control.identified(grant.id(), SendGrantSettings.of(grant));
    }
}
