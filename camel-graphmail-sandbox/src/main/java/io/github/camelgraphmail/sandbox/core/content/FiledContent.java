package io.github.camelgraphmail.sandbox.core.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes in a temporary file, which is there as long as a mail or message with them is kept. */
public final class FiledContent implements Content {

    private final Path file;
    private final long size;
    private int keepers;

    FiledContent(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Where they are; gone as soon as nobody keeps them. */
    public Path file() {
        return file;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw new ContentGoneException(
                    "These " + size
                            + " bytes stood in a temporary file, which has gone with its mail: read them while the sandbox keeps it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long heldBytes() {
        return 0;
    }

    synchronized void keep() {
        keepers++;
    }

    synchronized void release() throws IOException {
        keepers--;
        if (keepers == 0) {
            Files.deleteIfExists(file);
        }
    }
}
