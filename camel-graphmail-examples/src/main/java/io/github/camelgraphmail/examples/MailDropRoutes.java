package io.github.camelgraphmail.examples;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.examples.folder.Filing;
import io.github.camelgraphmail.examples.folder.MailFromFile;
import io.github.camelgraphmail.examples.folder.RestAfterFailure;
import io.github.camelgraphmail.examples.folder.SettledFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.util.TimeUtils;

/**
 * The watched folder: what is dropped leaves as a mail and goes to {@code done/}; what can't be sent goes to {@code failed/}
 * with the reason; what may be sent later waits where it is.
 */
public final class MailDropRoutes extends RouteBuilder {

    static final String ROUTE_ID = "mail-drop";

    private static final long SHORTEST_POLL_MILLIS = 50;
    private static final long LONGEST_POLL_MILLIS = 500;

    /** Nothing was sent, and sending helps later or when somebody has changed a setting. */
    private static final List<Class<? extends Exception>> FILE_WAITS = List.of(
            GraphUnavailableException.class, GraphAuthenticationException.class, GraphAccessDeniedException.class);

    @Override
    public void configure() {
        Path drop = Path.of(setting("mail.drop")).toAbsolutePath().normalize();
        Duration settled = duration("mail.settled");
        long poll = Math.max(SHORTEST_POLL_MILLIS, Math.min(LONGEST_POLL_MILLIS, settled.toMillis() / 2));
        IdempotentRepository dealtWith = MemoryIdempotentRepository.memoryIdempotentRepository();
        Filing filing = new Filing(drop, dealtWith);
        getContext().getRegistry().bind("dealtWith", dealtWith);
        getContext().getRegistry().bind("settledFiles", new SettledFiles(settled));

        onException(
                        GraphUnavailableException.class,
                        GraphAuthenticationException.class,
                        GraphAccessDeniedException.class)
                .log(LoggingLevel.WARN, "${header.CamelFileName} waits and is tried again: ${exception.message}")
                .logExhausted(false);

        onException(DeliveryUnknownException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${header.CamelFileName} may have been sent or not: ${exception.message}")
                .process(filing::failed);

        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${header.CamelFileName} was not sent: ${exception.message}")
                .process(filing::failed);

        from("file:" + drop
                        // A name that ends so is one that somebody still writes to, or that goes with another file.
                        + "?antExclude=*.mail.yaml,*.tmp,*.part,*.filepart,*.crdownload,*~"
                        + "&filter=#settledFiles&initialDelay=" + poll + "&delay=" + poll + "&maxMessagesPerPoll=10"
                        + "&idempotent=true&idempotentRepository=#dealtWith&idempotentKey=" + Filing.KEY
                        + "&move=${exchangeProperty." + Filing.TARGET + "}")
                .routeId(ROUTE_ID)
                .routePolicy(new RestAfterFailure(duration("mail.retry"), FILE_WAITS))
                .process(new MailFromFile("mail.subject", "mail.text"))
                .to("graphmail:{{mail.sender}}?to=RAW({{mail.to}})")
                .process(filing::done)
                .log("${header.CamelFileName} was sent");
    }

    private Duration duration(String name) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(setting(name)));
    }

    private String setting(String name) {
        return getContext().resolvePropertyPlaceholders("{{" + name + "}}");
    }
}
