package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftReaderTest {

    private final DraftReader reader = new DraftReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'nextExpectedRanges':['0-']} | 0",
                "{'nextExpectedRanges':['2097152']} | 2097152",
                "{'NextExpectedRanges':['2097152-3000000'],'ExpirationDateTime':'x'} | 2097152",
            })
    void readsTheNextOffsetHoweverItIsSpelled(String answer, long offset) {
        assertThat(reader.nextOffset(answer.replace('\'', '"'))).hasValue(offset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{}", "{'nextExpectedRanges':[]}", "{'nextExpectedRanges':['x']}", "<html>", "``", "[]", "null"})
    void readsNothingWhereNothingIs(String answer) {
        String json = answer.replace('\'', '"');
        assertThat(reader.nextOffset(json)).isEmpty();
        assertThat(reader.read(json)).isEmpty();
        assertThat(reader.first(json)).isEmpty();
        assertThat(reader.isDraft(json)).isEmpty();
        assertThat(reader.count(json)).isEmpty();
        assertThat(reader.uploadUrl(json)).isEmpty();
    }

    @Test
    void readsWhatGraphSaysOfMessages() {
        assertThat(reader.first("{\"value\":[{\"id\":\"a\",\"internetMessageId\":\"<b>\"}]}"))
                .contains(new Delivered.Draft("a", "<b>"));
        assertThat(reader.isDraft("{\"isDraft\":false}")).contains(false);
        assertThat(reader.count("{\"value\":[{},{}]}")).hasValue(2);
        assertThat(reader.uploadUrl("{\"uploadUrl\":\"https://outlook.office.com/x?authtoken=y\"}"))
                .contains(URI.create("https://outlook.office.com/x?authtoken=y"));
        assertThat(reader.uploadUrl("{\"uploadUrl\":\"not an address\"}")).isEmpty();
    }
}
