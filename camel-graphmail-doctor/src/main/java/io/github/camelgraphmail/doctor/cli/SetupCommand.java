package io.github.camelgraphmail.doctor.cli;

import io.github.camelgraphmail.doctor.advice.CloudNames;
import io.github.camelgraphmail.doctor.advice.PowerShellTemplates;
import io.github.camelgraphmail.doctor.advice.TenantIds;
import io.github.camelgraphmail.doctor.application.ApplicationProperties;
import io.github.camelgraphmail.doctor.application.ConfigurationException;
import io.github.camelgraphmail.doctor.setup.SetupPlan;
import io.github.camelgraphmail.doctor.setup.SetupPlan.NewCredential;
import io.github.camelgraphmail.doctor.setup.SetupPlan.Scoping;
import io.github.camelgraphmail.doctor.setup.SetupScript;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the set-up of a tenant. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        versionProvider = DoctorVersion.class,
        description = {
            "Prints a PowerShell script that sets a tenant up: an app registration with its credential, limited to its senders"
                    + " in Exchange Online. It is to be read, and run by an administrator step by step; nothing is run or connected"
                    + " to by this command.",
            ""
        },
        footer = {"", "Example: doctor setup --name \"ERP mail\" --sender erp@contoso.com --forbidden ceo@contoso.com"})
public final class SetupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PropertiesOptions properties;

    @Option(
            names = "--scope",
            defaultValue = "rbac",
            description =
                    "How the app is limited to its senders: rbac (RBAC for Applications) or policy (an application access"
                            + " policy, the older way). Default: ${DEFAULT-VALUE}.")
    private Scoping scoping;

    @Option(
            names = "--credential",
            description =
                    "A credential to add: certificate, secret or none. Default: certificate for a new app, none for one that is"
                            + " there.")
    private NewCredential credential;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "camel-graphmail",
            description = "What app, scope and group are named after. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--tenant-id", paramLabel = "ID", description = "The tenant, where the properties do not say.")
    private String tenantId;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description =
                    "The app registration that is there, where the properties do not say. Without one it is created.")
    private String clientId;

    @Option(names = "--large-mails", description = "Grant Mail.ReadWrite as well, for mails that take drafts.")
    private boolean largeMails;

    @Override
    public Integer call() {
        ApplicationProperties known = properties.load();
        TenantIds ids = TenantIds.of(
                checked("--tenant-id", tenantId, TenantIds.isTenant(String.valueOf(tenantId)), known, "tenantId"),
                checked("--client-id", clientId, TenantIds.isGuid(String.valueOf(clientId)), known, "clientId"),
                null);
        SetupPlan plan;
        try {
            plan = new SetupPlan(
                    name,
                    ids,
                    CloudNames.of(known.option(properties.component(), "cloud").orElse("global")),
                    properties.senders(known),
                    properties.forbidden(),
                    scoping,
                    Optional.ofNullable(credential)
                            .orElse(ids.client().isPresent() ? NewCredential.NONE : NewCredential.CERTIFICATE),
                    largeMails);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
        spec.commandLine().getOut().println(new SetupScript(new PowerShellTemplates()).of(plan));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String checked(String option, String value, boolean valid, ApplicationProperties known, String property) {
        if (value == null) {
            return known.option(properties.component(), property).orElse(null);
        }
        if (!valid) {
            throw new ConfigurationException(option + ": '" + value + "' is no id");
        }
        return value;
    }
}
