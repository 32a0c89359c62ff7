package io.github.camelgraphmail.examples.bus.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressListTest {

    @Test
    void separatesOutsideOfQuotesCommentsAndBrackets() {
        assertThat(AddressList.of(
                        "\"Mueller, Eva; \\\"E\\\"\" <eva@contoso.com>; a@contoso.com (a, b) ,, b@contoso.com"))
                .containsExactly(
                        "\"Mueller, Eva; \\\"E\\\"\" <eva@contoso.com>", "a@contoso.com (a, b)", "b@contoso.com");
    }

    @Test
    void takesListsOfLists() {
        assertThat(AddressList.of(Arrays.asList("a@contoso.com, b@contoso.com", null, List.of("c@contoso.com"))))
                .containsExactly("a@contoso.com", "b@contoso.com", "c@contoso.com");
        assertThat(AddressList.of(null)).isEmpty();
        assertThat(AddressList.of(" ; ")).isEmpty();
    }
}
