package io.github.camelgraphmail.examples.bus.job;

import io.github.camelgraphmail.InvalidMailException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder in which attachments may stand that jobs name by their file. What is outside it is nobody's business. */
public final class AttachmentFolder {

    private final Optional<Path> folder;

    /** @param folder empty where jobs may name no files */
    public AttachmentFolder(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The last part of a file's name. */
    static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Reads a file.
     *
     * @param field that names it
     * @param file its name within the folder, with {@code /} between parts
     * @param most how many bytes it may have
     * @throws InvalidMailException when it is no file in the folder, wherever links lead, or too large
     */
    byte[] read(String field, String file, long most) {
        Path root = folder.orElseThrow(() -> new InvalidMailException(
                field,
                "'" + file + "' names a file, and no folder for such files is set.",
                "Set bus.attachments, or send the file as content."));
        Path path = inside(root, field, file);
        try (InputStream content = Files.newInputStream(path)) {
            long size = Files.size(path);
            if (size <= most) {
                byte[] bytes = content.readNBytes((int) most + 1);
                size = bytes.length;
                if (size <= most) {
                    return bytes;
                }
            }
            throw new InvalidMailException(
                    field,
                    "'" + file + "' has " + size + " bytes, and there is room for " + most + ".",
                    "Send a link to it (bus.mail.max-megabytes).");
        } catch (IOException e) {
            throw new InvalidMailException(
                    field, "'" + file + "' can't be read: " + e.getMessage() + ".", "Make it readable for the bus.", e);
        }
    }

    private static Path inside(Path root, String field, String file) {
        try {
            Path real = root.toRealPath();
            Path path = real.resolve(file).toRealPath();
            if (path.startsWith(real) && Files.isRegularFile(path)) {
                return path;
            }
        } catch (IOException | InvalidPathException e) {
            throw notThere(field, file, e);
        }
        throw notThere(field, file, null);
    }

    private static InvalidMailException notThere(String field, String file, Exception cause) {
        return new InvalidMailException(
                field,
                "'" + file + "' is no file in the folder for attachments.",
                "Put it into bus.attachments and name it by its path from there.",
                cause);
    }
}
