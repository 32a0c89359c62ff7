package io.github.camelgraphmail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.MailNotPermittedException;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.Importance;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.mail.MailBody;
import io.github.camelgraphmail.mail.OutgoingMail;
import io.github.camelgraphmail.mail.Recipients;
import java.util.List;
import java.util.Optional;
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
            })
    void matchesWhatAPatternMeans(String patterns, String address, boolean expected) {
        assertThat(AddressPatterns.parse("allowedSenders", patterns).match(address))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "*@*.contoso.com", "erp*@contoso.com", "**"})
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

    private static MailPolicy policy(String recipients) {
        return new MailPolicy(
                AddressPatterns.exactly("erp@contoso.com"), AddressPatterns.parse("allowedRecipients", recipients));
    }

    private static OutgoingMail mail(String sender, String to, String bcc) {
        return new ComposedMail(
                new MailAction.Send(),
                sender,
                Optional.empty(),
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
