package io.github.camelgraphmail.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Exchange;

/**
 * Where files of the drop folder go in the end, with their sidecars. The file itself is moved by the file consumer when
 * the route is done with it, to the name that stands in property {@link #TARGET}; nothing is ever overwritten.
 */
final class Filing {

    static final String TARGET = "MailDropTarget";

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String REASON = ".reason.txt";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final Path drop;

    Filing(Path drop) {
        this.drop = drop;
    }

    /** Files what was sent. */
    void done(Exchange exchange) throws IOException {
        file(exchange, DONE);
    }

    /** Files what can't be sent, with a text beside it that says why. */
    void failed(Exchange exchange) throws IOException {
        Path target = file(exchange, FAILED);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Files.writeString(
                target.resolveSibling(target.getFileName() + REASON),
                target.getFileName() + " was not sent.\n\n" + reason(failure) + "\n\n"
                        + "To try again, mend this and move the file back to " + drop + "\n");
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private Path file(Exchange exchange, String folder) throws IOException {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        Path target = freeName(Files.createDirectories(drop.resolve(folder)), name);
        exchange.setProperty(TARGET, folder + "/" + target.getFileName());
        Path sidecar = drop.resolve(name + SidecarReader.SUFFIX);
        if (Files.exists(sidecar)) {
            Files.move(sidecar, target.resolveSibling(target.getFileName() + SidecarReader.SUFFIX));
        }
        return target;
    }

    private static Path freeName(Path folder, String name) {
        Path target = folder.resolve(name);
        return Files.exists(target) ? folder.resolve(STAMP.format(LocalDateTime.now()) + "-" + name) : target;
    }
}
