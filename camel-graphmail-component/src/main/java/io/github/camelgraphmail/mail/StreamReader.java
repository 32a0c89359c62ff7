package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.mail.ContentSource.BytesContent;
import io.github.camelgraphmail.mail.ContentSource.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads streams, since a mail that is sent again needs its bytes again: what is small into memory, what is large into a
 * temporary file that goes when the exchange is done. Safe for use by many threads.
 */
final class StreamReader {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    private static final int CHUNK = 64 * 1024;

    private final int inMemory;
    private final long most;

    /**
     * @param inMemory how many bytes are kept in memory
     * @param most how many bytes are read before the stream is refused
     */
    StreamReader(int inMemory, long most) {
        this.inMemory = inMemory;
        this.most = most;
    }

    /**
     * Reads a stream to its end, and leaves it open.
     *
     * @param field what it is, for the error when there is too much of it
     */
    ContentSource read(InputStream stream, MailField field, Exchange exchange) throws IOException {
        int limit = (int) Math.min(inMemory, most);
        byte[] head = stream.readNBytes(limit);
        int next = head.length < limit ? -1 : stream.read();
        if (next < 0) {
            return new BytesContent(head);
        }
        if (most <= inMemory) {
            throw tooLarge(field);
        }
        Path file = Files.createTempFile("graphmail-", ".tmp");
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                delete(file);
            }
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            out.write(next);
            return new FileContent(file, head.length + 1 + copy(stream, out, field, head.length + 1L));
        }
    }

    private long copy(InputStream stream, OutputStream out, MailField field, long before) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            copied += read;
            if (before + copied > most) {
                throw tooLarge(field);
            }
            out.write(chunk, 0, read);
        }
        return copied;
    }

    private InvalidMailException tooLarge(MailField field) {
        return field.invalid(
                "is larger than " + most + " bytes.",
                most <= inMemory
                        ? "One request to Graph holds no more; larger mails go by a draft (delivery=auto)."
                        : "Graph takes no more in an attachment. Send a link to it.");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A temporary file can't be deleted: {}", e.getMessage());
        }
    }
}
