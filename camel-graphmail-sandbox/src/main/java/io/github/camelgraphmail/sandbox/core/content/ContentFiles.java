package io.github.camelgraphmail.sandbox.core.content;

import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailMessage;
import io.github.camelgraphmail.sandbox.core.MailSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary files that large attachments and sources are in, in a directory of their own. A file goes when the last one who
 * keeps it lets it go, and all of them when the sandbox ends. Safe for use by many threads.
 */
public final class ContentFiles implements AutoCloseable {

    /** From this size on bytes go to a file. */
    public static final int THRESHOLD_BYTES = 128 * 1024;

    private Path directory;
    private long files;
    private boolean closed;

    /** Keeps what a message has: the same one, with what is large in files. */
    public MailMessage keep(MailMessage message) {
        if (message.attachments().isEmpty()) {
            return message;
        }
        return message.withAttachments(message.attachments().stream()
                .map(attachment -> attachment.withContent(keep(attachment.stored())))
                .toList());
    }

    /** Keeps a source: the same one, in a file where it is large. */
    public MailSource keep(MailSource source) {
        return source.withContent(keep(source.stored()));
    }

    /** Lets go what was kept. */
    public void release(MailMessage message, MailSource source) {
        message.attachments().stream().map(MailAttachment::stored).forEach(this::release);
        release(source.stored());
    }

    private Content keep(Content content) {
        Content stored = content instanceof HeldContent && content.size() >= THRESHOLD_BYTES ? file(content) : content;
        if (stored instanceof FiledContent filed) {
            filed.keep();
        }
        return stored;
    }

    private void release(Content content) {
        if (content instanceof FiledContent filed) {
            try {
                filed.release();
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary file " + filed.file() + " can't be deleted", e);
            }
        }
    }

    private Content file(Content content) {
        Path file = newFile();
        try (InputStream bytes = content.open()) {
            Files.copy(bytes, file);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary file " + file + " can't be written", e);
        }
        return new FiledContent(file, content.size());
    }

    /** Where to write bytes that come piece by piece; {@link #filed} makes a content of it. */
    public synchronized Path newFile() {
        if (closed) {
            throw new IllegalStateException("The sandbox has ended");
        }
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("graphmail-sandbox-mails");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for temporary files can be made", e);
        }
        return directory.resolve(String.valueOf(++files));
    }

    /** The bytes of a file that was written. */
    public Content filed(Path file, long size) {
        return new FiledContent(file, size);
    }

    /** How many files there are. */
    public synchronized long count() {
        return all().size();
    }

    private List<Path> all() {
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> there = Files.list(directory)) {
            return there.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " can't be read", e);
        }
    }

    /** Deletes all files. */
    @Override
    public synchronized void close() {
        closed = true;
        if (directory == null) {
            return;
        }
        try {
            for (Path file : all()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
            directory = null;
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary files in " + directory + " can't be deleted", e);
        }
    }
}
