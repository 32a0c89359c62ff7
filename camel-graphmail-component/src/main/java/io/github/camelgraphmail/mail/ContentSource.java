package io.github.camelgraphmail.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an attachment's bytes come from: they are read when the mail is sent, and again when it is sent again. */
public sealed interface ContentSource {

    /** The number of bytes. */
    long size();

    /** A new stream over the bytes, from the start. */
    InputStream open() throws IOException;

    /** A file, opened late. */
    record FileContent(Path path, long size) implements ContentSource {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /**
     * Another's bytes with another beginning.
     *
     * @param replaced how many of the original's first bytes the head stands for
     */
    record WithHead(byte[] head, long replaced, ContentSource original) implements ContentSource {

        @Override
        public long size() {
            return head.length + original.size() - replaced;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream rest = original.open();
            try {
                rest.skipNBytes(replaced);
            } catch (IOException e) {
                rest.close();
                throw e;
            }
            return new SequenceInputStream(new ByteArrayInputStream(head), rest);
        }

        @Override
        public String toString() {
            return size() + " bytes";
        }
    }

    /** Bytes in memory, never changed afterwards. */
    record BytesContent(byte[] bytes) implements ContentSource {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
