package io.github.camelgraphmail.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/**
 * A file that an option or a variable names.
 *
 * @param named what names it, for errors
 */
public record CredentialFile(String named, Path file) implements CredentialSource {

    public CredentialFile {
        Objects.requireNonNull(named, "named");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public byte[] read() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableCredentialException(this + " does not exist. Check the path, and that it is mounted.", e);
        } catch (IOException e) {
            throw new UnusableCredentialException(this + " can't be read (" + e + "). Check its permissions.", e);
        }
    }

    /** When it was written and how long it is: of the file that a link leads to, as Kubernetes changes those. */
    @Override
    public Object version() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size());
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }

    @Override
    public String toString() {
        return named + ": the file '" + file + "'";
    }
}
