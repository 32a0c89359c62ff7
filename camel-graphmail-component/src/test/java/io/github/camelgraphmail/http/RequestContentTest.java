package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestContentTest {

    /** Around what is encoded at a time, and around a slice. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000, 49_151, 49_152, 49_153, 65_536, 98_304, 98_305, 200_000})
    void sendsBytesInBetweenAsBase64(int size) throws Exception {
        byte[] first = random(size);
        byte[] second = random(49_152);
        byte[] json = "{\"a\":\"\",\"b\":\"\"} and more".getBytes(StandardCharsets.US_ASCII);

        RequestContent content = RequestContent.of(json, 15, new TreeMap<>(Map.of(6, first, 13, second)));

        String expected = "{\"a\":\"" + base64(first) + "\",\"b\":\"" + base64(second) + "\"}";
        assertThat(content.length()).isEqualTo(expected.length());
        assertThat(sent(content, Integer.MAX_VALUE)).isEqualTo(expected);
        assertThat(sent(content, 10_007)).isEqualTo(expected);
        assertThat(new String(content.toBytes(), StandardCharsets.US_ASCII)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49_152, 150_001})
    void sendsTheFirstBytesOfAnArrayAsBase64(int size) throws Exception {
        byte[] bytes = random(size + 10);

        RequestContent content = RequestContent.base64(bytes, size);

        assertThat(content.length()).isEqualTo((size + 2) / 3 * 4);
        assertThat(sent(content, Integer.MAX_VALUE)).isEqualTo(base64(Arrays.copyOf(bytes, size)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3_276_800})
    void sendsTheFirstBytesOfAnArray(int size) {
        byte[] bytes = random(size + 10);

        RequestContent content = RequestContent.of(bytes, size);

        assertThat(content.length()).isEqualTo(size);
        assertThat(content.toBytes()).isEqualTo(Arrays.copyOf(bytes, size));
    }

    @Test
    void isSentAgainFromTheStart() throws Exception {
        byte[] bytes = random(100_000);
        SlicedContent producer = new SlicedContent(RequestContent.base64(bytes, bytes.length), "text/plain");
        producer.produce(new Connection(50_000));

        producer.releaseResources();

        assertThat(sent(producer, 50_000)).isEqualTo(base64(bytes));
    }

    private static String sent(RequestContent content, int capacity) throws Exception {
        return sent(new SlicedContent(content, "application/json"), capacity);
    }

    private static String sent(SlicedContent producer, int capacity) throws Exception {
        Connection connection = new Connection(capacity);
        while (!connection.ended) {
            assertThat(producer.available()).isPositive();
            producer.produce(connection);
        }
        return connection.bytes.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Takes only so much at a time. */
    private static final class Connection implements DataStreamChannel {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int capacity;
        private boolean ended;

        private Connection(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void requestOutput() {
            throw new UnsupportedOperationException("Nothing has to wait");
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] taken = new byte[Math.min(capacity, source.remaining())];
            source.get(taken);
            bytes.writeBytes(taken);
            return taken.length;
        }

        @Override
        public void endStream() {
            ended = true;
        }

        @Override
        public void endStream(List<? extends Header> trailers) {
            ended = true;
        }
    }
}
