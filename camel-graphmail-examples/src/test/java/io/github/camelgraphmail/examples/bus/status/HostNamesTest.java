package io.github.camelgraphmail.examples.bus.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    private final HostNames names = new HostNames(List.of("Bus.contoso.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8027",
                "127.0.0.1:8027",
                "10.1.2.3",
                "[::1]:8027",
                "bus.contoso.com",
                "BUS.contoso.com:443"
            })
    void knowsItsOwn(String authority) {
        assertThat(names.has(authority)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example:8027",
                "bus.contoso.com.evil"
            })
    void knowsNoOthers(String authority) {
        assertThat(names.has(authority)).isFalse();
    }
}
