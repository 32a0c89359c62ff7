package io.github.camelgraphmail.sandbox.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.TestMails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailQueryTest {

    private final SearchableMail mail = SearchableMail.of(TestMails.mail(
            1,
            "erp@contoso.com",
            "Eva Müller <eva@fabrikam.com>,ops@contoso.com",
            "Re: Invoice 4711 is due",
            new MailBody(
                    MailBody.Type.HTML,
                    "<style>p { color: secretcolour }</style><p>Dear Ms&nbsp;Müller,<br>see https://pay.example/4711</p>"),
            TestMails.file("Invoice 4711.pdf", 10)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "invoice",
                "INVOICE",
                "from:erp",
                "From:ERP@contoso",
                "to:eva",
                "to:müller to:ops",
                "subject:\"4711 is\"",
                "text:\"dear ms\"",
                "file:.pdf",
                "app:nightly",
                "has:attachment",
                "has:file",
                "is:unread",
                "-is:read",
                "from:erp to:ops has:attachment invoice -reminder",
                "-\"payment reminder\"",
                "re:",
                "https://pay.example",
                "\"4711 is due",
                "\"Invoice 4711",
                "to:"
            })
    void finds(String query) {
        assertThat(MailQuery.read(query).isMetBy(mail, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reminder",
                "from:ops",
                "to:erp",
                "subject:müller",
                "text:subject",
                "text:secretcolour",
                "text:style",
                "file:.png",
                "-invoice",
                "-has:attachment",
                "is:read",
                "from:erp to:ceo",
                "app:daily"
            })
    void leavesOut(String query) {
        assertThat(MailQuery.read(query).isMetBy(mail, false)).isFalse();
    }

    @Test
    void saysWhatItDoesNotUnderstandAndFindsNothing() {
        MailQuery query = MailQuery.read("has:wings is:blue");

        assertThat(query.problems())
                .containsExactly(
                        "has:wings is not known; there is has:attachment.",
                        "is:blue is not known; there are is:read and is:unread.");
        assertThat(query.isMetBy(mail, false)).isFalse();
    }

    @Test
    void isAllWhereNothingIsLookedFor() {
        assertThat(MailQuery.read("  ").isAll()).isTrue();
        assertThat(MailQuery.read("x").isAll()).isFalse();
        assertThat(MailQuery.read("has:x").isAll()).isFalse();
    }
}
