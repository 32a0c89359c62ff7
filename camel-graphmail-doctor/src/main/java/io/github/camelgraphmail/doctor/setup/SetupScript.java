package io.github.camelgraphmail.doctor.setup;

import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.advice.PowerShellTemplates;
import io.github.camelgraphmail.doctor.setup.SetupPlan.Scoping;
import java.util.Locale;
import java.util.Map;

/** Writes a plan down as a PowerShell script. */
public final class SetupScript {

    private final PowerShellTemplates templates;

    public SetupScript(PowerShellTemplates templates) {
        this.templates = templates;
    }

    public String of(SetupPlan plan) {
        String template = plan.scoping() == Scoping.RBAC ? "setup-rbac" : "setup-policy";
        return templates.fill(
                template,
                plan.ids(),
                plan.cloud(),
                plan.senders(),
                Map.of(
                        "name", plan.name(),
                        "credential", plan.credential().name().toLowerCase(Locale.ROOT),
                        "largeMails", plan.largeMails(),
                        "senderNames",
                                plan.senders().stream().map(MailboxName::value).toList(),
                        "forbidden",
                                plan.forbidden().stream()
                                        .map(MailboxName::quoted)
                                        .toList()));
    }
}
