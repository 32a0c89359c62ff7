package io.github.camelgraphmail.doctor.cli;

import io.github.camelgraphmail.doctor.DoctorRun;
import io.github.camelgraphmail.sandbox.core.access.ApplicationRole;
import io.github.camelgraphmail.sandbox.core.access.MailboxScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The ways in which an application can be well or not, each made in the lab. */
enum Scenario {
    RBAC_ONLY("Limited by RBAC for Applications", List.of("--large-mails"), (lab, properties) -> {
        lab.app(app -> app.withRoles(Set.of()));
        lab.sandbox().access().assign(DoctorLab.CLIENT, ApplicationRole.MAIL_SEND, MailboxScope.of(DoctorLab.SENDER));
        lab.sandbox()
                .access()
                .assign(DoctorLab.CLIENT, ApplicationRole.MAIL_READ_WRITE, MailboxScope.of(DoctorLab.SENDER));
    }),
    POLICY_ONLY("Limited by an application access policy", List.of(), (lab, properties) -> lab.sandbox()
            .access()
            .restrict(DoctorLab.CLIENT, DoctorLab.SENDER)),
    WRONG_SECRET(
            "The secret is wrong",
            List.of(),
            (lab, properties) -> properties.put("camel.component.graphmail.client-secret", "not-the-secret")),
    EXPIRED_SECRET(
            "The secret has expired",
            List.of(),
            (lab, properties) -> lab.app(app -> app.withoutSecret(app.clientSecret())
                    .withSecret(
                            properties.get("camel.component.graphmail.client-secret"),
                            Optional.of(lab.sandbox().clock().instant().minus(Duration.ofDays(1)))))),
    WRONG_TENANT(
            "The tenant is another",
            List.of(),
            (lab, properties) -> properties.put("camel.component.graphmail.tenant-id", new UUID(1, 2).toString())),
    NO_CONSENT("Nothing is granted", List.of(), (lab, properties) -> lab.app(app -> app.withRoles(Set.of()))),
    SENDER_BLOCKED("There is consent, but a policy leaves the sender out", List.of(), (lab, properties) -> lab.sandbox()
            .access()
            .restrict(DoctorLab.CLIENT, "ops@contoso.com")),
    NO_SCOPE("There is consent for the whole tenant and no limit", List.of(), (lab, properties) -> {}),
    BOTH_GRANTS("There is a scope, and the consent was left", List.of(), (lab, properties) -> lab.sandbox()
            .access()
            .assign(DoctorLab.CLIENT, ApplicationRole.MAIL_SEND, MailboxScope.of(DoctorLab.SENDER))),
    SCOPE_TOO_WIDE("The role is assigned for the whole organization", List.of(), (lab, properties) -> {
        lab.app(app -> app.withRoles(Set.of()));
        lab.sandbox().access().assign(DoctorLab.CLIENT, ApplicationRole.MAIL_SEND, MailboxScope.organization());
    }),
    UNKNOWN_MAILBOX("The sender has no mailbox", List.of(), (lab, properties) -> {
        lab.app(app -> app.withRoles(Set.of()));
        lab.sandbox().access().assign(DoctorLab.CLIENT, ApplicationRole.MAIL_SEND, MailboxScope.of(DoctorLab.SENDER));
        lab.sandbox().mailboxes().remove(DoctorLab.SENDER);
    }),
    NOBODY_LISTENS("Nobody listens", List.of(), (lab, properties) -> {
        properties.put("camel.component.graphmail.authority-host", lab.deadEnd());
        properties.put("camel.component.graphmail.graph-endpoint", lab.deadEnd());
    }),
    UNKNOWN_HOST(
            "A name can't be looked up",
            List.of(),
            (lab, properties) ->
                    properties.put("camel.component.graphmail.authority-host", "https://no-such-host.invalid")),
    UNTRUSTED("The certificate is not trusted", List.of(), (lab, properties) -> {
        properties.keySet().removeIf(name -> name.startsWith("camel.ssl."));
        properties.remove("camel.component.graphmail.use-global-ssl-context-parameters");
    });

    private final String title;
    private final List<String> arguments;
    private final BiConsumer<DoctorLab, Map<String, String>> make;

    Scenario(String title, List<String> arguments, BiConsumer<DoctorLab, Map<String, String>> make) {
        this.title = title;
        this.arguments = arguments;
        this.make = make;
    }

    String title() {
        return title;
    }

    /** What the command is called with beside the properties. */
    List<String> arguments() {
        return Stream.concat(
                        Stream.of("--sender", DoctorLab.SENDER, "--forbidden", DoctorLab.FORBIDDEN), arguments.stream())
                .toList();
    }

    /** Makes it in a lab that is as at the start, and runs the doctor. */
    DoctorRun run(DoctorLab lab, String... more) {
        lab.sandbox().reset();
        Map<String, String> properties = lab.properties();
        make.accept(lab, properties);
        return lab.run(
                properties,
                Stream.concat(arguments().stream(), Arrays.stream(more)).toArray(String[]::new));
    }
}
