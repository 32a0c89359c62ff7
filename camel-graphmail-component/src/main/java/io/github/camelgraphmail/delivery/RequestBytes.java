package io.github.camelgraphmail.delivery;

import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of a request; they are not copied once more where their number was known before. */
final class RequestBytes extends OutputStream {

    private byte[] bytes;
    private int count;

    /** @param expected how many there will be */
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

    /** All that was written; nothing may be written afterwards. */
    byte[] toBytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
