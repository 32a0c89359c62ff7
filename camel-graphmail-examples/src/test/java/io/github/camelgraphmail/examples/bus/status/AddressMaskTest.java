package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressMaskTest {

    private final AddressMask mask = new AddressMask(Set.of("erp@contoso.com"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            to: 'Eva Mueller' has no domain. | to: '…' has no domain.
            The mail would go to 'eva@contoso.com', which does not | The mail would go to '…', which does not
            Graph answered 403 to a mail as 'ERP@contoso.com': no | Graph answered 403 to a mail as 'ERP@contoso.com': no
            The mailbox eva@contoso.com has no licence | The mailbox …@contoso.com has no licence
            Graph's answer was lost, and can't be had | Graph's answer was lost, and can't be had
            which allowedRecipients (*@contoso.com) does not allow | which allowedRecipients (*@contoso.com) does not allow
            attachment 'O'Brien.pdf': is gone | attachment '…': is gone
            """)
    void leavesOutWhatIsNotForThePage(String reason, String shown) {
        assertThat(mask.of(reason)).isEqualTo(shown);
    }
}
