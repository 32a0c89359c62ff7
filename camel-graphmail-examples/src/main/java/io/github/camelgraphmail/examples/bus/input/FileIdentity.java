package io.github.camelgraphmail.examples.bus.input;

import io.github.camelgraphmail.examples.bus.job.JobChecks;
import io.github.camelgraphmail.examples.bus.outbox.JobHeaders;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gives the job of a dropped file its id, the same as long as the file lies where it was dropped: after a crash it is the same
 * job. A file that was moved away and back, or copied once more, is dropped anew and another job.
 */
public final class FileIdentity implements Processor {

    private static final int CHUNK = 64 * 1024;

    private final JobChecks checks;

    public FileIdentity(JobChecks checks) {
        this.checks = checks;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Path file = exchange.getMessage().getBody(File.class).toPath();
        checks.size(Files.size(file));
        exchange.getMessage().setHeader(JobHeaders.ID, exchange.getFromRouteId() + "-" + identity(file));
    }

    private static String identity(Path file) throws IOException {
        MessageDigest hash = sha256();
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String where =
                file.getFileName() + "\0" + attributes.lastModifiedTime().toMillis() + "\0" + placed(file, attributes);
        hash.update(where.getBytes(StandardCharsets.UTF_8));
        try (InputStream content = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                hash.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(hash.digest(), 0, 16);
    }

    /** When it came to be there: Unix notes a move as a change of the file, Windows a copy as a creation. */
    private static String placed(Path file, BasicFileAttributes attributes) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime") + "-" + Files.getAttribute(file, "unix:ino")
                : attributes.creationTime().toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
