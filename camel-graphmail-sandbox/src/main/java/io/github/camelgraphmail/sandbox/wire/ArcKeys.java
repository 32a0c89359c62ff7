package io.github.camelgraphmail.sandbox.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The files with which Azure Arc's agent finds out that a caller may read the machine's secrets: it names a file, and the
 * caller answers with what stands in it. Each is good once.
 */
final class ArcKeys {

    private final Path directory;

    /** @param directory the agent's; clients accept no other */
    ArcKeys(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException when the agent's directory can't be written, which usually takes an administrator */
    Path challenge() throws IOException {
        Files.createDirectories(directory);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path file = directory.resolve(UUID.randomUUID() + ".key");
        Files.writeString(file, HexFormat.of().formatHex(key));
        // Those that nobody answers with go with the sandbox's process.
        file.toFile().deleteOnExit();
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        }
        return file;
    }

    /** Whether this is what stands in a file that was named before; its file goes. */
    boolean redeem(String key) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.newDirectoryStream(directory, "*.key")) {
            for (Path file : files) {
                if (Files.readString(file).equals(key)) {
                    Files.delete(file);
                    return true;
                }
            }
        }
        return false;
    }
}
