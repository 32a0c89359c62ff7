package io.github.camelgraphmail.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The content of a request: bytes, and others in between that are sent as Base64, which they become slice by slice on their way. It can
 * be sent any number of times.
 */
public final class RequestContent {

    /** No content. */
    public static final RequestContent NONE = of(new byte[0]);

    /** HttpCore encrypts in one piece what it is handed over in one piece, into a buffer that grows by a record at a time. */
    private static final int SLICE = 64 * 1024;

    /** So many bytes are a slice of Base64. */
    private static final int ENCODED_AT_A_TIME = SLICE / 4 * 3;

    private final List<Part> parts;
    private final long length;

    private RequestContent(List<Part> parts) {
        this.parts = parts;
        long sum = 0;
        for (Part part : parts) {
            sum += part.length();
        }
        this.length = sum;
    }

    /** Some bytes. @param bytes never changed afterwards */
    public static RequestContent of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** The first of some bytes. @param bytes never changed afterwards */
    public static RequestContent of(byte[] bytes, int length) {
        return new RequestContent(List.of(new Plain(bytes, 0, length)));
    }

    /** The Base64 of the first of some bytes. @param bytes never changed afterwards */
    public static RequestContent base64(byte[] bytes, int length) {
        return small(List.of(new Encoded(bytes, length)));
    }

    /**
     * The first of some bytes, with the Base64 of others in between. None of them are changed afterwards.
     *
     * @param base64 the others, by the position in the bytes that they stand before
     */
    public static RequestContent of(byte[] bytes, int length, SortedMap<Integer, byte[]> base64) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        for (Map.Entry<Integer, byte[]> insertion : base64.entrySet()) {
            parts.add(new Plain(bytes, position, insertion.getKey() - position));
            parts.add(new Encoded(insertion.getValue(), insertion.getValue().length));
            position = insertion.getKey();
        }
        parts.add(new Plain(bytes, position, length - position));
        return small(parts);
    }

    /** What fits into a slice becomes one. */
    private static RequestContent small(List<Part> parts) {
        RequestContent content = new RequestContent(
                parts.stream().filter(part -> part.length() > 0).toList());
        return content.length <= SLICE ? of(content.toBytes()) : content;
    }

    /** How many bytes are sent. */
    public long length() {
        return length;
    }

    /** All that is sent. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        Slices slices = slices();
        while (!slices.isAtEnd()) {
            bytes.put(slices.next());
        }
        return bytes.array();
    }

    /** From the start. */
    Slices slices() {
        return new Slices();
    }

    private sealed interface Part {

        /** Of what is sent. */
        long length();
    }

    private record Plain(byte[] bytes, int offset, int count) implements Part {

        @Override
        public long length() {
            return count;
        }
    }

    private record Encoded(byte[] bytes, int count) implements Part {

        @Override
        public long length() {
            return (count + 2L) / 3 * 4;
        }
    }

    /** Hands the content over slice by slice. For one thread at a time. */
    final class Slices {

        private int part;

        /** In the part, of what it is made of. */
        private int position;

        // Both are there once something has been encoded.
        private byte[] source;
        private byte[] encoded;

        private Slices() {}

        boolean isAtEnd() {
            return part == parts.size();
        }

        /** The next bytes to send, until the one after that is asked for. */
        ByteBuffer next() {
            Part current = parts.get(part);
            return current instanceof Plain plain ? plain(plain) : encoded((Encoded) current);
        }

        private ByteBuffer plain(Plain plain) {
            int count = Math.min(SLICE, plain.count() - position);
            ByteBuffer slice = ByteBuffer.wrap(plain.bytes(), plain.offset() + position, count);
            advance(count, plain.count());
            return slice;
        }

        private ByteBuffer encoded(Encoded part) {
            int count = Math.min(ENCODED_AT_A_TIME, part.count() - position);
            if (encoded == null) {
                encoded = new byte[SLICE];
            }
            int written = Base64.getEncoder().encode(source(part.bytes(), count), encoded);
            advance(count, part.count());
            return ByteBuffer.wrap(encoded, 0, written);
        }

        /** The JDK encodes whole arrays only. */
        private byte[] source(byte[] bytes, int count) {
            if (source == null || source.length != count) {
                source = Arrays.copyOfRange(bytes, position, position + count);
            } else {
                System.arraycopy(bytes, position, source, 0, count);
            }
            return source;
        }

        private void advance(int count, int ofPart) {
            position += count;
            if (position == ofPart) {
                part++;
                position = 0;
            }
        }
    }
}
