package io.github.camelgraphmail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.MailNotPermittedException;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.MailHeader;
import io.github.camelgraphmail.mail.OutgoingMail;
import io.github.camelgraphmail.mail.Recipients;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | anybody@anywhere | true",
                "erp@contoso.com | ERP@Contoso.COM | true",
                "erp@contoso.com | erp+ceo@contoso.com | false",
                "*@erp.contoso.com | nightly@erp.contoso.com | true",
                "*@erp.contoso.com | ceo@contoso.com | false",
                "*@contoso.com | ceo@contoso.com.evil.example | false",
                "*@contoso.com | ceo@evilcontoso.com | false",
                "*@contoso.com | \"a@evil.example\"@contoso.com | true",
                "*@contoso.com | \"a@contoso.com\"@evil.example | false",
                "*@contoso.com | @contoso.com | false",
                "*@contoso.com | contoso.com | false",
                "a@contoso.com; *@erp.contoso.com, b@contoso.com | b@contoso.com | true",
                "*@erp.contoso.com | ceo+x@contoso.com | false",
                "*@contoso.com | a@contoso.com. | false",
                "*@contoso.com | a@sub.contoso.com | false",
                "*@MÜLLER.example | eva@xn--mller-kva.example | true",
                "*@xn--mller-kva.example | eva@müller.EXAMPLE | true",
                "*@contoso.com | a@CONTOSO.com | true",
                "*@kontoso.com | a@kontosö.com | false",
                "müller@contoso.com | MÜLLER@contoso.com | true",
                "mike@contoso.com | mi\u212Ae@contoso.com | false",
                "erp@contoso.com | \"erp\"@contoso.com | false",
                "8c2f0f3c-5d3c-4b8e-9c55-1f2d3e4a5b6c | 8C2F0F3C-5D3C-4B8E-9C55-1F2D3E4A5B6C | true",
            })
    void matchesWhatAPatternMeans(String patterns, String address, boolean expected) {
        assertThat(AddressPatterns.parse("allowedSenders", patterns).match(address))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "*@*.contoso.com",
                "erp*@contoso.com",
                "**",
                "contoso.com",
                "@contoso.com",
                "*@",
                "erp@",
                "Eva <eva@contoso.com>",
                "e va@contoso.com",
                "*@conto so.com",
                "*@contoso..com"
            })
    void refusesABrokenListSoThatItAllowsNothing(String patterns) {
        assertThatThrownBy(() -> AddressPatterns.parse("allowedSenders", patterns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("allowedSenders: ");
    }

    @Test
    void letsAMailThroughWhoseSenderAndRecipientsAreAllowed() {
        OutgoingMail mail = mail("erp@contoso.com", "a@contoso.com", "b@contoso.com");

        assertThat(policy("*@contoso.com").permit(mail)).isSameAs(mail);
    }

    @Test
    void refusesAnotherSender() {
        assertThatThrownBy(() -> policy("*").permit(mail("ceo@contoso.com", "a@contoso.com", "b@contoso.com")))
                .isInstanceOf(MailNotPermittedException.class)
                .hasMessageContaining("ceo@contoso.com")
                .hasMessageContaining("allowedSenders (erp@contoso.com)");
    }

    @Test
    void refusesAHiddenRecipientToo() {
        assertThatThrownBy(() ->
                        policy("*@contoso.com").permit(mail("erp@contoso.com", "a@contoso.com", "thief@evil.example")))
                .isInstanceOf(MailNotPermittedException.class)
                .hasMessageContaining("thief@evil.example")
                .hasMessageContaining("allowedRecipients");
    }

    @Test
    void refusesAnotherFromAddressUnlessItIsAllowedOrTheSendersOwn() {
        assertThatThrownBy(() -> policy("*").permit(from("ceo@contoso.com")))
                .isInstanceOf(MailNotPermittedException.class)
                .hasMessageContaining("'ceo@contoso.com'")
                .hasMessageContaining("erp@contoso.com");

        OutgoingMail own = from("ERP@contoso.com");
        assertThat(policy("*").permit(own)).isSameAs(own);
    }

    @Test
    void redirectsEveryRecipientAndSaysWhoTheyWere() {
        Redirection testers = new Redirection(List.of(new MailAddress("", "test@contoso.com")));

        ComposedMail redirected = (ComposedMail) policy("*", Optional.of(testers))
                .permit(mail("erp@contoso.com", "a@customer.example", "b@customer.example"));

        assertThat(redirected.recipients())
                .isEqualTo(new Recipients(List.of(new MailAddress("", "test@contoso.com")), List.of(), List.of()));
        assertThat(redirected.headers())
                .containsExactly(new MailHeader(
                        "x-graphmail-redirected-from", "to: a@customer.example; bcc: b@customer.example"));
    }

    @Test
    void holdsARedirectedMailAgainstTheAllowedRecipientsAsItWasMeant() {
        Redirection testers = new Redirection(List.of(new MailAddress("", "test@contoso.com")));

        assertThatThrownBy(() -> policy("*@contoso.com", Optional.of(testers))
                        .permit(mail("erp@contoso.com", "a@customer.example", "b@contoso.com")))
                .isInstanceOf(MailNotPermittedException.class)
                .hasMessageContaining("a@customer.example");
    }

    @Test
    void refusesTestersWhoAreNotAllowed() {
        Redirection testers = new Redirection(List.of(new MailAddress("", "test@agency.example")));

        assertThatThrownBy(() -> policy("*@contoso.com", Optional.of(testers)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirectTo: 'test@agency.example'");
    }

    private static MailPolicy policy(String recipients) {
        return policy(recipients, Optional.empty());
    }

    private static MailPolicy policy(String recipients, Optional<Redirection> redirection) {
        List<AddressRule> senders =
                List.of(new AddressRule("allowedSenders", AddressPatterns.exactly("erp@contoso.com")));
        return new MailPolicy(
                senders,
                senders,
                Set.of(),
                List.of(new AddressRule("allowedRecipients", AddressPatterns.parse("allowedRecipients", recipients))),
                redirection);
    }

    private static OutgoingMail from(String address) {
        return mail("erp@contoso.com", Optional.of(new MailAddress("", address)), "a@contoso.com", "b@contoso.com");
    }

    private static OutgoingMail mail(String sender, String to, String bcc) {
        return mail(sender, Optional.empty(), to, bcc);
    }

    private static OutgoingMail mail(String sender, Optional<MailAddress> from, String to, String bcc) {
        return new ComposedMail(
                new MailAction.Send(),
                sender,
                from,
                new Recipients(List.of(new MailAddress("", to)), List.of(), List.of(new MailAddress("", bcc))),
                List.of(),
                "",
                new MailBody(MailBody.TEXT, ""),
                Optional.empty(),
                Importance.NORMAL,
                false,
                false,
                List.of(),
                true,
                List.of(),
                List.of());
    }
}
