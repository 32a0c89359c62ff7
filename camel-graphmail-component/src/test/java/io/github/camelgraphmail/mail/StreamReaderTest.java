package io.github.camelgraphmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.ContentSource.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {

    private static final int IN_MEMORY = 1000;
    private static final long MOST = 200_000;
    private static final MailField FIELD = new MailField("attachment 'a.bin'", "a.bin");

    private final StreamReader reader = new StreamReader(IN_MEMORY, MOST);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, IN_MEMORY})
    void keepsInMemoryWhatIsSmall(int size) throws IOException {
        assertThat(reader.read(stream(size), FIELD, exchange))
                .isInstanceOfSatisfying(BytesContent.class, content -> assertThat(content.bytes())
                        .isEqualTo(bytes(size)));
    }

    @ParameterizedTest
    @ValueSource(ints = {IN_MEMORY + 1, 64 * 1024, 100_000, (int) MOST})
    void writesToAFileWhatIsLargeForAsLongAsTheExchangeLasts(int size) throws IOException {
        ContentSource content = reader.read(stream(size), FIELD, exchange);

        assertThat(content.size()).isEqualTo(size);
        for (int i = 0; i < 2; i++) {
            try (InputStream again = content.open()) {
                assertThat(again.readAllBytes()).isEqualTo(bytes(size));
            }
        }
        Path file = ((FileContent) content).path();
        done();
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> reader.read(stream((int) MOST + 1), FIELD, exchange))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("attachment 'a.bin'")
                .hasMessageContaining("200000");
    }

    @Test
    void refusesWhatNoRequestHoldsWhereNothingElseIsOpen() {
        StreamReader direct = new StreamReader(IN_MEMORY, IN_MEMORY);

        assertThatThrownBy(() -> direct.read(stream(IN_MEMORY + 1), FIELD, exchange))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageContaining("delivery=auto");
    }

    private void done() {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private static InputStream stream(int size) {
        return new ByteArrayInputStream(bytes(size));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
