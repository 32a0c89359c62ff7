package io.github.camelgraphmail.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.doctor.DoctorRun;
import io.github.camelgraphmail.doctor.PowerShellText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script, as far as it can be looked at without PowerShell. */
class SetupCommandTest {

    private static final String CLIENT = "c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a";
    private static final String TENANT = "5a4d0b0c-5a0d-4b0c-9a4d-b0c5a4d0b0c5";

    @TempDir
    private Path directory;

    private static DoctorRun setup(String... more) {
        return DoctorLab.execute(Stream.concat(
                        Stream.of("setup", "--sender", "erp@contoso.com", "--forbidden", "ceo@contoso.com"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    static Stream<Arguments> allWays() {
        List<Arguments> ways = new ArrayList<>();
        for (String scope : List.of("rbac", "policy")) {
            for (String credential : List.of("certificate", "secret", "none")) {
                for (List<String> ids :
                        List.of(List.<String>of(), List.of("--client-id", CLIENT), List.of("--tenant-id", TENANT))) {
                    for (List<String> more :
                            List.of(List.<String>of(), List.of("--large-mails", "--sender", "o'brien@contoso.com"))) {
                        List<String> arguments = new ArrayList<>(List.of("--scope", scope, "--credential", credential));
                        arguments.addAll(ids);
                        arguments.addAll(more);
                        ways.add(Arguments.of(arguments));
                    }
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void isAScriptWithoutLooseEnds(List<String> arguments) {
        DoctorRun run = setup(arguments.toArray(String[]::new));

        assertThat(run.exitStatus()).as(run.err()).isZero();
        PowerShellText script = new PowerShellText(run.out());
        assertThat(script.problems()).isEmpty();
        assertThat(run.out()).doesNotContain("CLIENT_ID").doesNotContain("${").doesNotContain("<#");
    }

    @Test
    void registersAnAppAndLimitsIt() {
        String script = setup("--name", "ERP mail").out();

        assertThat(script)
                .containsSubsequence(
                        "New-MgApplication",
                        "New-MgServicePrincipal -AppId $app.AppId",
                        "New-ServicePrincipal -AppId $app.AppId -ObjectId $principal.Id",
                        "New-ManagementScope -Name 'ERP mail senders'",
                        "-Role 'Application Mail.Send' -CustomResourceScope 'ERP mail senders'",
                        "Remove-MgServicePrincipalAppRoleAssignment",
                        "Test-ServicePrincipalAuthorization -Identity $app.AppId -Resource 'erp@contoso.com'",
                        "Test-ServicePrincipalAuthorization -Identity $app.AppId -Resource 'ceo@contoso.com'")
                .doesNotContain("Application Mail.ReadWrite' -Custom")
                .doesNotContain("New-MgServicePrincipalAppRoleAssignment");
    }

    @Test
    void createsThePolicyBeforeTheConsent() {
        assertThat(setup("--scope", "policy", "--large-mails").out())
                .containsSubsequence(
                        "New-DistributionGroup",
                        "-Type Security",
                        "New-ApplicationAccessPolicy",
                        "Test-ApplicationAccessPolicy",
                        "b633e1c5-b582-4048-a93e-9f11b44c7e96",
                        "e2a3a72e-5f79-4c64-b1b1-878b674786c9");
    }

    @Test
    void takesTheAppThatThePropertiesName() throws IOException {
        Path file = Files.writeString(
                directory.resolve("application.properties"),
                "camel.component.graphmail.client-id=" + CLIENT + "\n"
                        + "camel.component.graphmail.configuration.tenantId={{tenant}}\n"
                        + "camel.component.graphmail.client-secret={{env:NOT_SET_HERE}}\n"
                        + "camel.component.graphmail.cloud=us-gov\n"
                        + "tenant=" + TENANT + "\n");

        DoctorRun run = setup("--config", file.toString());

        assertThat(run.out())
                .contains("Connect-MgGraph -TenantId '" + TENANT + "' -Environment USGov")
                .contains("Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh")
                .contains("Get-MgApplication -Filter \"appId eq '" + CLIENT + "'\"")
                .doesNotContain("New-MgApplication ")
                .doesNotContain("mail.crt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--name=x'; Remove-Mailbox 'ceo",
                "--name=$(calc)",
                "--client-id=1",
                "--tenant-id=contoso'",
                "--forbidden=erp@contoso.com",
                "--sender=a`b@contoso.com",
                "--scope=none",
                "--credential=password"
            })
    void refusesWhatCouldBeAnotherCommand(String argument) {
        DoctorRun run = setup(argument);

        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(argument.substring(0, argument.indexOf('=')));
    }

    @Test
    void wantsToKnowWhatIsForbidden() {
        assertThat(DoctorLab.execute("setup", "--sender", "erp@contoso.com").err())
                .contains("--forbidden");
    }
}
