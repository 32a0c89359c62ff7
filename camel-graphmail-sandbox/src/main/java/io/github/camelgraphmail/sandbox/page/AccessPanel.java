package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.access.AccessPolicy;
import io.github.camelgraphmail.sandbox.core.access.AccessRules;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.Authorization;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import io.github.camelgraphmail.sandbox.core.access.RoleAssignment;
import io.github.camelgraphmail.sandbox.core.access.SendGrant;
import io.github.camelgraphmail.sandbox.core.search.MailQuery;
import io.github.camelgraphmail.sandbox.settings.AssignmentSettings;
import io.github.camelgraphmail.sandbox.settings.Durations;
import io.github.camelgraphmail.sandbox.settings.PolicySettings;
import io.github.camelgraphmail.sandbox.settings.References;
import io.github.camelgraphmail.sandbox.settings.SendGrantSettings;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What applications may do to which mailbox and why: consent in Entra, access policies and assigned roles in Exchange, rights to
 * send for others, and how long changes take.
 */
public final class AccessPanel {

    private static final List<String> SENDING = List.of(ServicePrincipal.MAIL_SEND);
    private static final List<String> CONSENTS =
            List.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE, ServicePrincipal.MAIL_READ);

    private final SandboxState state;
    private final References references;

    AccessPanel(SandboxState state) {
        this.state = state;
        this.references = new References(
                clientId -> state.directory().principal(clientId).isPresent(),
                address -> state.users().all().stream().anyMatch(mailbox -> mailbox.isAddressedBy(address)));
    }

    /**
     * An application, ready to be shown.
     *
     * @param sharesTenant whether it could send as every mailbox there is
     */
    public record AppRow(
            String name,
            String clientId,
            List<Consent> consents,
            List<Verdict> verdicts,
            List<Rule> rules,
            boolean sharesTenant) {}

    /**
     * A permission.
     *
     * @param given whether an administrator has consented to it
     * @param inTokens whether the next token says so
     */
    public record Consent(String role, boolean given, boolean inTokens) {}

    /**
     * Whether an application may send as a mailbox now.
     *
     * @param why in words
     * @param changing whether what was set says otherwise and has yet to take effect
     */
    public record Verdict(String mailbox, boolean allowed, String why, boolean changing) {}

    /** A policy, an assignment or a grant, in words. */
    public record Rule(String id, String text) {}

    void mount(Router router, PageWriter writer) {
        new Panel(router, writer, "/access", "panels/access.ftlh", this::model)
                .on("/apps/:app/setup", this::setUp)
                .on("/apps/:app/consent", this::consent)
                .on("/apps/:app/revoke", form -> state.directory().revokeTokens(form.named("app")))
                .on("/policies", form -> {
                    PolicySettings policy =
                            new PolicySettings(form.required("app"), form.required("right"), form.fields("mailboxes"));
                    state.access().addPolicy(id -> references.checked(policy.policy(id)));
                })
                .on("/assignments", form -> {
                    AssignmentSettings assignment = new AssignmentSettings(
                            form.required("app"), form.required("role"), form.fields("mailboxes"));
                    state.access().addAssignment(id -> references.checked(assignment.assignment(id)));
                })
                .on("/grants", form -> {
                    SendGrantSettings grant = new SendGrantSettings(
                            form.required("mailbox"), form.required("from"), form.required("kind"));
                    state.access().addGrant(id -> references.checked(grant.grant(id)));
                })
                .on("/rules/:id/remove", form -> state.access().remove(form.named("id")))
                .on("/delay", form -> state.propagation().delay(Durations.parse(form.required("delay"))))
                .on("/advance", form -> state.clock().advance(Durations.parse(form.required("by"))))
                .on("/reset", form -> state.reset());
    }

    private void consent(PanelForm form) {
        String role = form.required("role");
        boolean given = form.required("given").equals("true");
        state.directory().update(form.named("app"), app -> {
            Set<String> roles = new HashSet<>(app.principal().roles());
            if (given) {
                roles.add(role);
            } else {
                roles.remove(role);
            }
            return app.withRoles(roles);
        });
    }

    /** The set-ups that tenants have, the right ones and the usual mistakes. */
    public enum SetUp {
        TENANT_WIDE,
        POLICY,
        ASSIGNED_ROLE,
        BOTH_GRANTS,
        NO_CONSENT;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static SetUp of(String key) {
            return Arrays.stream(values())
                    .filter(setUp -> setUp.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("setup: " + key + " is not known"));
        }
    }

    /** Replaces all that concerns an application's sending by one of the usual set-ups. */
    private void setUp(PanelForm form) {
        String clientId = form.named("app");
        SetUp setUp = SetUp.of(form.required("setup"));
        String mailbox = form.required("mailbox");
        AccessRules rules = state.access().rules();
        Stream.concat(
                        rules.policies().stream()
                                .filter(policy -> policy.clientId().equalsIgnoreCase(clientId))
                                .map(AccessPolicy::id),
                        rules.assignments().stream()
                                .filter(assignment -> assignment.clientId().equalsIgnoreCase(clientId))
                                .map(RoleAssignment::id))
                .forEach(state.access()::remove);
        boolean consented = setUp != SetUp.ASSIGNED_ROLE && setUp != SetUp.NO_CONSENT;
        state.directory().update(clientId, app -> {
            Set<String> roles = new HashSet<>(app.principal().roles());
            roles.removeAll(SENDING);
            roles.addAll(consented ? SENDING : List.of());
            return app.withRoles(roles);
        });
        if (setUp == SetUp.POLICY) {
            state.access().restrict(clientId, mailbox);
        }
        if (setUp == SetUp.ASSIGNED_ROLE || setUp == SetUp.BOTH_GRANTS) {
            state.access().assign(clientId, ApplicationRole.MAIL_SEND, MailboxScope.of(mailbox));
        }
        // A client would go on with the permissions of the token that it has.
        state.directory().revokeTokens(clientId);
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("apps", state.directory().apps().stream().map(this::row).toList());
        model.put(
                "mailboxes", state.users().all().stream().map(Mailbox::address).toList());
        model.put("likely", likely());
        model.put(
                "roles",
                Arrays.stream(ApplicationRole.values())
                        .map(ApplicationRole::roleName)
                        .toList());
        model.put(
                "grants",
                state.access().rules().sendGrants().stream()
                        .map(AccessPanel::rule)
                        .toList());
        model.put("delay", inWords(state.propagation().delay()));
        model.put("ahead", inWords(state.clock().ahead()));
        model.put("now", PageTime.dateAndTime(state.clock().instant()));
        return model;
    }

    /** The mailbox that a set-up is probably for: the one that has sent last. */
    private String likely() {
        return state.mailboxes().accepted().search(MailQuery.ALL, 0, 1).mails().stream()
                .map(listed -> listed.mail().mailbox())
                .findFirst()
                .orElse("");
    }

    private AppRow row(AppRegistration app) {
        ServicePrincipal set = app.principal();
        ServicePrincipal next = state.directory().principal(app.clientId()).orElse(set);
        List<Verdict> verdicts = state.users().all().stream()
                .map(mailbox -> verdict(set, next, mailbox))
                .toList();
        return new AppRow(
                set.displayName(),
                set.clientId(),
                CONSENTS.stream()
                        .map(role -> new Consent(
                                role, set.roles().contains(role), next.roles().contains(role)))
                        .toList(),
                verdicts,
                rules(app.clientId()),
                verdicts.size() > 1 && verdicts.stream().allMatch(Verdict::allowed));
    }

    private Verdict verdict(ServicePrincipal set, ServicePrincipal next, Mailbox mailbox) {
        Authorization now = state.access().effective().authorize(next, SENDING, mailbox.address());
        Authorization later = state.access().rules().authorize(set, SENDING, mailbox.address());
        return new Verdict(mailbox.address(), now.isAllowed(), inWords(now), now.isAllowed() != later.isAllowed());
    }

    private static String inWords(Authorization authorization) {
        if (authorization instanceof Authorization.Consented consented) {
            return "consent to " + consented.permission() + ", and no policy in the way";
        }
        if (authorization instanceof Authorization.Assigned assigned) {
            return assigned.assignment().role().roleName() + " is assigned for it ("
                    + assigned.assignment().id() + ")";
        }
        if (authorization instanceof Authorization.BlockedByPolicy blocked) {
            return "blocked by the access policy " + blocked.policy().id();
        }
        if (authorization instanceof Authorization.OutOfScope) {
            return "a role is assigned, for other mailboxes";
        }
        return "neither consent nor an assigned role";
    }

    private List<Rule> rules(String clientId) {
        AccessRules rules = state.access().rules();
        return Stream.concat(
                        rules.policies().stream()
                                .filter(policy -> policy.clientId().equalsIgnoreCase(clientId))
                                .map(AccessPanel::rule),
                        rules.assignments().stream()
                                .filter(assignment -> assignment.clientId().equalsIgnoreCase(clientId))
                                .map(AccessPanel::rule))
                .toList();
    }

    private static Rule rule(AccessPolicy policy) {
        String what = policy.right() == AccessPolicy.Right.DENY_ACCESS ? "keeps it from " : "holds it to ";
        return new Rule(policy.id(), "Access policy: " + what + listed(policy.mailboxes()));
    }

    private static Rule rule(RoleAssignment assignment) {
        String scope = assignment.scope() instanceof MailboxScope.Only only ? listed(only) : "all of the organization";
        return new Rule(assignment.id(), assignment.role().roleName() + ": assigned for " + scope);
    }

    private static Rule rule(SendGrant grant) {
        String how = grant.kind() == SendGrant.Kind.SEND_AS ? " may send as " : " may send on behalf of ";
        return new Rule(grant.id(), grant.mailbox() + how + grant.from());
    }

    private static String listed(MailboxScope.Only scope) {
        return scope.mailboxes().stream().sorted().collect(Collectors.joining(", "));
    }

    private static String inWords(Duration duration) {
        return duration.isZero()
                ? "none"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])(?=\\d)", " ");
    }
}
