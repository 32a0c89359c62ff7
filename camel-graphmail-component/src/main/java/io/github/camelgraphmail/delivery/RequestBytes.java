package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.http.RequestContent;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a request, and where among them others are to stand as Base64. They are not copied once more in the end. */
final class RequestBytes extends OutputStream {

    private final SortedMap<Integer, byte[]> insertions = new TreeMap<>();
    private byte[] bytes;
    private int count;

    /** @param expected about how many there will be */
    RequestBytes(long expected) {
        bytes = new byte[Math.toIntExact(expected)];
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[count++] = (byte) b;
    }

    @Override
    public void write(byte[] more, int offset, int length) {
        reserve(length);
        System.arraycopy(more, offset, bytes, count, length);
        count += length;
    }

    private void reserve(int more) {
        if (bytes.length - count < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(count, more)));
        }
    }

    /**
     * Puts the Base64 of others in here. They stay as they are until they are sent.
     *
     * @param back how many bytes before the last one that was written
     */
    void insertBase64(byte[] others, int back) {
        insertions.put(count - back, others);
    }

    /** The Base64 of all that was written; nothing may be written afterwards. */
    RequestContent toBase64() {
        return RequestContent.base64(bytes, count);
    }

    /** All of it; nothing may be written afterwards. */
    RequestContent toContent() {
        return insertions.isEmpty() ? RequestContent.of(bytes, count) : RequestContent.of(bytes, count, insertions);
    }
}
