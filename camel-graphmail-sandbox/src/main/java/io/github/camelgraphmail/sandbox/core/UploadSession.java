package io.github.camelgraphmail.sandbox.core;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;

/**
 * A large attachment on its way into a draft, range by range in order. Its methods are called one at a time.
 */
public final class UploadSession {

    /** What a range came to. */
    public sealed interface Outcome {

        /** @param next the offset of the first byte that is missing */
        record Continue(long next) implements Outcome {}

        record Complete(MailAttachment attachment) implements Outcome {}

        /** The range does not begin where the last one ended. */
        record OutOfOrder(long next) implements Outcome {}

        /** The range has another length than it says, or another total than the session. */
        record Mismatch(String why) implements Outcome {}
    }

    /** What the client said the attachment will be. */
    public record Announced(String name, String contentType, long size, boolean inline, String contentId) {

        public Announced {
            Objects.requireNonNull(name, "name");
        }
    }

    private final String id;
    private final String mailbox;
    private final String message;
    private final Announced announced;
    private final Instant expires;
    private final ContentFiles files;
    private final Path file;
    private long received;

    /** @param message the immutable id of the draft */
    UploadSession(String id, String mailbox, String message, Announced announced, Instant expires, ContentFiles files) {
        this.id = id;
        this.mailbox = mailbox;
        this.message = message;
        this.announced = announced;
        this.expires = expires;
        this.files = files;
        this.file = files.newFile();
    }

    public String id() {
        return id;
    }

    public String mailbox() {
        return mailbox;
    }

    public String message() {
        return message;
    }

    public Instant expires() {
        return expires;
    }

    /**
     * Takes a range.
     *
     * @param first of the bytes, {@code last} included
     * @param total what the client says the whole is
     */
    synchronized Outcome put(long first, long last, long total, byte[] bytes) {
        if (total != announced.size()) {
            return new Outcome.Mismatch(
                    "The session is for " + announced.size() + " bytes, the range says " + total + ".");
        }
        if (bytes.length != last - first + 1) {
            return new Outcome.Mismatch("Content size exceeds specified contentLength. " + bytes.length
                    + " bytes written while expected " + (last - first + 1) + ".");
        }
        if (first != received || last >= total) {
            return new Outcome.OutOfOrder(received);
        }
        write(bytes);
        received += bytes.length;
        return received < total
                ? new Outcome.Continue(received)
                : new Outcome.Complete(new MailAttachment(
                        announced.name(),
                        announced.contentType(),
                        files.filed(file, received),
                        announced.inline(),
                        announced.contentId()));
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary file " + file + " can't be written", e);
        }
    }

    /** Forgets what was sent of it. */
    synchronized void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary file " + file + " can't be deleted", e);
        }
    }
}
