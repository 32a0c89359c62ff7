package io.github.camelgraphmail.examples.folder;

import io.github.camelgraphmail.DeliveryUnknownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files of the drop folder go in the end, with their sidecars. The file itself is moved by the file consumer when
 * the route is done with it, to the name that stands in property {@link #TARGET}; its sidecar follows. Nothing is ever
 * overwritten, and nothing here throws: what was sent must not be taken for unsent because it could not be filed.
 */
public final class Filing {

    public static final String TARGET = "MailDropTarget";

    /** Tells a file that is still there after it was dealt with from one that was dropped anew. */
    public static final String KEY = "${file:onlyname}-${file:size}-${file:modified}";

    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String REASON = ".reason.txt";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final Path drop;
    private final IdempotentRepository dealtWith;

    /** @param dealtWith the file consumer's: it keeps a file that could not be moved from being sent again */
    public Filing(Path drop, IdempotentRepository dealtWith) {
        this.drop = drop;
        this.dealtWith = dealtWith;
    }

    /** Files what was sent. */
    public void done(Exchange exchange) {
        file(exchange, DONE);
    }

    /** Files what can't be sent, with a text beside it that says why. */
    public void failed(Exchange exchange) {
        Path target = file(exchange, FAILED);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(target.resolveSibling(target.getFileName() + REASON), text(target, failure));
        } catch (IOException e) {
            LOG.error("The reason why {} failed could not be written: {}", target.getFileName(), e.toString());
        }
    }

    private String text(Path target, Exception failure) {
        String reason = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String outcome = failure instanceof DeliveryUnknownException ? " may have been sent or not." : " was not sent.";
        return target.getFileName() + outcome + "\n\n" + failure.getClass().getSimpleName() + reason + "\n\n"
                + "To try again, mend this and move the file back to " + drop + "\n";
    }

    private Path file(Exchange exchange, String folder) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        Path target = freeName(drop.resolve(folder), name);
        exchange.setProperty(TARGET, folder + "/" + target.getFileName());
        String key = exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(KEY)
                .evaluate(exchange, String.class);
        exchange.getExchangeExtension().addOnCompletion(new AfterTheMove(drop.resolve(name), target, key));
        return target;
    }

    private static Path freeName(Path folder, String name) {
        Path target = folder.resolve(name);
        boolean free = Stream.of("", REASON, SidecarReader.SUFFIX)
                .noneMatch(ending -> Files.exists(folder.resolve(name + ending)));
        return free ? target : folder.resolve(STAMP.format(LocalDateTime.now()) + "-" + name);
    }

    /** Runs last, after the file consumer has moved the file or could not. */
    private final class AfterTheMove extends SynchronizationAdapter {

        private final Path file;
        private final Path target;
        private final String key;

        private AfterTheMove(Path file, Path target, String key) {
            this.file = file;
            this.target = target;
            this.key = key;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }

        @Override
        public void onDone(Exchange exchange) {
            if (Files.exists(file)) {
                LOG.error("{} was dealt with but could not be moved to {}", file.getFileName(), target);
                return;
            }
            dealtWith.remove(key);
            Path sidecar = file.resolveSibling(file.getFileName() + SidecarReader.SUFFIX);
            try {
                if (Files.exists(sidecar)) {
                    Files.move(sidecar, target.resolveSibling(target.getFileName() + SidecarReader.SUFFIX));
                }
            } catch (IOException e) {
                LOG.error("{} could not be moved: {}", sidecar.getFileName(), e.toString());
            }
        }
    }
}
