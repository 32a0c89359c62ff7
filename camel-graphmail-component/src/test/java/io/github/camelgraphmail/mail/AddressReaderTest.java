package io.github.camelgraphmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.InvalidMailException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReaderTest {

    private final AddressReader reader = new AddressReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ops@contoso.com | ops@contoso.com | ``",
                "<ops@contoso.com> | ops@contoso.com | ``",
                "Eva Mueller <eva@contoso.com> | eva@contoso.com | Eva Mueller",
                "\"Mueller, Eva\" <eva@contoso.com> | eva@contoso.com | Mueller, Eva",
                "\"Mueller; \\\"E\\\"\" <eva@contoso.com> | eva@contoso.com | Mueller; \"E\"",
                "=?UTF-8?Q?M=C3=BCller?= <eva@contoso.com> | eva@contoso.com | Müller",
                "Jürgen 世界 <j@contoso.com> | j@contoso.com | Jürgen 世界",
                "ops@contoso.com (the; operators) | ops@contoso.com | the; operators",
                "o'brien+erp@contoso.com | o'brien+erp@contoso.com | ``",
                "ops@bücher.example | ops@bücher.example | ``",
                "jörg@contoso.com | jörg@contoso.com | ``",
                "用户 <用户@例子.example> | 用户@例子.example | 用户",
            })
    void readsAMailbox(String text, String address, String name) {
        assertThat(read(text)).containsExactly(new MailAddress(name, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@contoso.com,b@contoso.com",
                "a@contoso.com; b@contoso.com",
                " a@contoso.com ;; , b@contoso.com, ",
                "a@contoso.com\t,\tb@contoso.com",
            })
    void readsAListWithEitherSeparator(String text) {
        assertThat(read(text)).extracting(MailAddress::address).containsExactly("a@contoso.com", "b@contoso.com");
    }

    @Test
    void readsCollectionsAndArrays() {
        List<String> list = Arrays.asList("a@contoso.com", null, "", "B <b@contoso.com>; c@contoso.com");

        assertThat(read(list))
                .isEqualTo(read(list.toArray()))
                .extracting(MailAddress::address)
                .containsExactly("a@contoso.com", "b@contoso.com", "c@contoso.com");
    }

    @Test
    void readsNothingAsNobody() {
        assertThat(read("")).isEmpty();
        assertThat(read(" ; ")).isEmpty();
        assertThat(read(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "ops@",
                "@contoso.com",
                "ops@contoso.com eva@contoso.com",
                "Eva <eva@contoso.com",
                "\"Eva <eva@contoso.com>",
                "ops@contoso..com",
                "ops contoso.com",
                "a@b@contoso.com",
            })
    void refusesWhatIsNoMailboxAndNamesIt(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("to: '" + text + "'")
                .hasMessageContaining("ops@contoso.com");
    }

    @Test
    void refusesAGroup() {
        assertThatThrownBy(() -> read("friends: a@contoso.com, b@contoso.com;"))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("group");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@contoso.com\r\nBcc: thief@contoso.com", "a@contoso.com\nb@contoso.com", "a\0@contoso.com"})
    void refusesLineBreaksAndControlCharacters(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("line break");
    }

    @Test
    void refusesALineBreakThatIsHiddenInAnEncodedWord() {
        String hidden = Base64.getEncoder()
                .encodeToString("Eva\r\nBcc: attacker@evil.example".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read("=?UTF-8?B?" + hidden + "?= <eva@contoso.com>"))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("line break");
    }

    @Test
    void takesOneMailboxWhereOneIsAsked() {
        assertThat(reader.readOne(new MailField("from", "ERP <erp@contoso.com>")))
                .isEqualTo(new MailAddress("ERP", "erp@contoso.com"));
        assertThatThrownBy(() -> reader.readOne(new MailField("from", "a@contoso.com, b@contoso.com")))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("2 mailboxes");
    }

    private List<MailAddress> read(Object value) {
        return reader.read(new MailField("to", value));
    }
}
