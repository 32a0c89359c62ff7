package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.mail.ContentSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails when there is more or less in a source than was measured: somebody still writes the file. */
final class SizedStream extends FilterInputStream {

    /** The JDK keeps a buffer of its own for each thread, as large as what is read at a time. */
    private static final int READ_BYTES = 64 * 1024;

    private final long size;
    private final String name;
    private long count;

    private SizedStream(InputStream stream, long size, String name) {
        super(stream);
        this.size = size;
        this.name = name;
    }

    /** @param name of the source, for people */
    static SizedStream open(ContentSource source, String name) throws IOException {
        return new SizedStream(source.open(), source.size(), name);
    }

    /** All of a source, in memory; not to be changed. @param name of the source, for people */
    static byte[] bytes(ContentSource source, String name) throws IOException {
        if (source instanceof ContentSource.BytesContent content) {
            return content.bytes();
        }
        byte[] bytes = new byte[Math.toIntExact(source.size())];
        try (SizedStream content = open(source, name)) {
            for (int read = 0; read < bytes.length; ) {
                read += content.read(bytes, read, Math.min(READ_BYTES, bytes.length - read));
            }
            // For there must not be more.
            content.read();
        }
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        counted(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        counted(read);
        return read;
    }

    private void counted(int read) throws IOException {
        count += Math.max(read, 0);
        if (count > size || read < 0 && count < size) {
            throw new IOException(name + " has changed its size, which was " + size + " bytes");
        }
    }
}
