package io.github.camelgraphmail.examples;

import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.throttling.ThrottlingExceptionRoutePolicy;
import org.apache.camel.util.TimeUtils;

/**
 * The watched folder: what is dropped leaves as a mail and goes to {@code done/}; what can't be sent goes to {@code failed/}
 * with the reason; what may be sent later waits where it is.
 */
public final class MailDropRoutes extends RouteBuilder {

    static final String ROUTE_ID = "mail-drop";

    @Override
    public void configure() {
        Path drop = Path.of(setting("mail.drop")).toAbsolutePath().normalize();
        Duration retry = Duration.ofMillis(TimeUtils.toMilliSeconds(setting("mail.retry")));
        Filing filing = new Filing(drop);

        // Nothing was sent, and sending helps later or when somebody has changed a setting: the file stays where it is.
        onException(
                        GraphUnavailableException.class,
                        GraphAuthenticationException.class,
                        GraphAccessDeniedException.class)
                .log(LoggingLevel.WARN, "${header.CamelFileName} waits and is tried again: ${exception.message}")
                .logExhausted(false);

        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${header.CamelFileName} was not sent: ${exception.message}")
                .process(filing::failed);

        from("file:" + drop
                        // A name that ends so is one that somebody still writes to, or that goes with another file.
                        + "?antExclude=*.mail.yaml,*.tmp,*.part,*.filepart,*.crdownload,*~"
                        + "&delay=500&readLock=changed&readLockMinAge=1000&readLockCheckInterval=500"
                        + "&readLockMarkerFile=false"
                        + "&move=${exchangeProperty." + Filing.TARGET + "}")
                .routeId(ROUTE_ID)
                .routePolicy(restAfterFailure(retry))
                .process(new MailFromFile(new SidecarReader()))
                .to("graphmail:{{mail.sender}}?to=RAW({{mail.to}})")
                .process(filing::done)
                .log("${header.CamelFileName} was sent");
    }

    /** Leaves the folder alone for a while after a failure that keeps files waiting, and then tries one. */
    private static RoutePolicy restAfterFailure(Duration rest) {
        return new ThrottlingExceptionRoutePolicy(
                1,
                rest.toMillis(),
                rest.toMillis(),
                List.of(
                        GraphUnavailableException.class,
                        GraphAuthenticationException.class,
                        GraphAccessDeniedException.class));
    }

    private String setting(String name) {
        return getContext().resolvePropertyPlaceholders("{{" + name + "}}");
    }
}
