package io.github.camelgraphmail.doctor.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelgraphmail.auth.TokenClaims;
import io.github.camelgraphmail.doctor.PowerShellText;
import io.github.camelgraphmail.doctor.advice.Advice.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every piece of advice is commands that can be run, whatever is known of the application. */
class AdvisorTest {

    private static final String TENANT = "5a4d0b0c-5a0d-4b0c-9a4d-b0c5a4d0b0c5";
    private static final String CLIENT = "c1ae2f4a-3b1c-4e5d-8f6a-7b8c9d0e1f2a";
    private static final String PRINCIPAL = "ddc67abd-f583-3d0d-8732-741a6dcdaa2c";

    private static final MailboxName OBRIEN = new MailboxName("o'brien@contoso.com");

    static Stream<TenantIds> ids() {
        return Stream.of(
                TenantIds.of(null, null, null),
                TenantIds.of("contoso.com", CLIENT, null),
                TenantIds.of(TENANT, CLIENT, PRINCIPAL),
                TenantIds.of("$(calc)", "'; Remove-Mailbox", "`"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void advisesCommandsWithoutLooseEnds(TenantIds ids) {
        List<Advice> advice = new ArrayList<>();
        for (boolean largeMails : new boolean[] {false, true}) {
            for (String cloud : new String[] {"global", "us-gov", "us-gov-dod", "china", "; calc"}) {
                advice.addAll(all(new Advisor(
                        new PowerShellTemplates(), CloudNames.of(cloud), ids, List.of(OBRIEN), largeMails)));
            }
        }

        assertThat(advice).allSatisfy(given -> {
            assertThat(given.shell()).isEqualTo(Shell.POWERSHELL);
            assertThat(given.commands()).isNotEmpty().doesNotContain("calc").doesNotContain("Remove-Mailbox");
            assertThat(new PowerShellText(given.commands()).problems())
                    .as(given.commands())
                    .isEmpty();
        });
    }

    private static List<Advice> all(Advisor advisor) {
        List<Advice> advice = new ArrayList<>();
        for (String code : List.of(
                "AADSTS7000215", "AADSTS700027", "AADSTS700213", "AADSTS90002", "AADSTS7000229", "AADSTS7000112")) {
            advice.add(advisor.signIn("Do something.", Optional.of(code)));
        }
        List<Optional<TokenClaims>> tokens = List.of(
                Optional.empty(),
                claims(),
                claims("Mail.Send"),
                claims("Mail.ReadWrite"),
                claims("Mail.Send", "Mail.ReadWrite"));
        for (Optional<TokenClaims> token : tokens) {
            advice.add(advisor.permit(OBRIEN, token));
            advice.add(advisor.permitDrafts(OBRIEN, token));
            advice.add(advisor.restrict(OBRIEN, "Mail.Send", token));
            advice.add(advisor.restrict(OBRIEN, "Mail.ReadWrite", token));
        }
        advice.add(advisor.find(OBRIEN));
        return advice;
    }

    private static Optional<TokenClaims> claims(String... roles) {
        return Optional.of(new TokenClaims(TENANT, CLIENT, PRINCIPAL, List.of(roles)));
    }

    @Test
    void putsTheClientIntoTheHintOfTheComponent() {
        Advisor advisor = new Advisor(
                new PowerShellTemplates(),
                CloudNames.of("global"),
                TenantIds.of(TENANT, CLIENT, null),
                List.of(OBRIEN),
                false);

        assertThat(advisor.signIn("az ad app show --id CLIENT_ID.", Optional.empty())
                        .text())
                .isEqualTo("az ad app show --id " + CLIENT + ".");
    }

    @Test
    void takesTheIdsOfTheTokenFirst() {
        Advisor advisor = new Advisor(
                        new PowerShellTemplates(),
                        CloudNames.of("global"),
                        TenantIds.of("contoso.com", null, null),
                        List.of(OBRIEN),
                        false)
                .knowing(claims());

        assertThat(advisor.permit(OBRIEN, claims()).commands())
                .contains("-App '" + PRINCIPAL + "'", "\"PrimarySmtpAddress -eq 'o''brien@contoso.com'\"")
                .doesNotContain("Connect-MgGraph");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erp", "erp@", "@contoso.com", "erp@contoso", "a b@contoso.com", "a\"b@contoso.com", "a`b@contoso.com",
                "$a@contoso.com", "a’b@contoso.com", "a;b@contoso.com", "erp@contoso.com\nx", "erp@cont'oso.com", "",
                        "1-2-3"
            })
    void takesNothingForAMailboxThatCouldBeACommand(String name) {
        assertThat(catchThrowable(() -> new MailboxName(name))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsAMailboxByItsObjectId() {
        assertThat(new MailboxName(PRINCIPAL.toUpperCase(Locale.ROOT)).filter())
                .isEqualTo("ExternalDirectoryObjectId -eq '" + PRINCIPAL + "'");
    }
}
