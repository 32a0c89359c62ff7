package io.github.camelgraphmail.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what looks scripts over can find something. */
class PowerShellTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-Recipient -Identity 'a",
                "Get-Recipient -Identity \"a",
                "Get-Recipient (1",
                "Get-Recipient 1)",
                "Get-Recipient @{ a = (1 }",
                "Get-Recipient $nobody",
                "Get-Recipient \"$($nobody.Id)\"",
                "$a = $a",
                "Get-Recipient ` -Identity a",
                "Get-Recipent -Identity a",
                "Get-Recipient -Identity ‘a’"
            })
    void findsWhatIsWrong(String script) {
        assertThat(new PowerShellText(script).problems()).isNotEmpty();
    }

    @Test
    void takesWhatIsRight() {
        assertThat(new PowerShellText("""
                                # It's a comment with $nobody
                                $a = Get-Recipient -Identity 'o''brien ($nobody)' `
                                    -Filter "x -eq '$(1)'" | Where-Object { $_.Id }   # it's
                                $a.Id
                                """).problems()).isEmpty();
    }
}
