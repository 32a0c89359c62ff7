package io.github.camelgraphmail.examples;

import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphUnavailableException;
import java.nio.file.Path;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * The watched folder: what is dropped leaves as a mail and goes to {@code done/}; what can't be sent goes to {@code failed/}
 * with the reason; what may be sent later waits where it is.
 */
public final class MailDropRoutes extends RouteBuilder {

    static final String ROUTE_ID = "mail-drop";

    private static final long FIRST_RETRY_MILLIS = 5_000;
    private static final long SLOWEST_RETRY_MILLIS = 60_000;

    @Override
    public void configure() {
        Path drop = Path.of(getContext().resolvePropertyPlaceholders("{{mail.drop}}"))
                .toAbsolutePath()
                .normalize();
        Filing filing = new Filing(drop);

        // A file that waits stays where it is when the application stops.
        errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false));

        // Nothing was sent and sending again helps, later or when somebody has changed a setting: the file waits.
        onException(
                        GraphUnavailableException.class,
                        GraphAuthenticationException.class,
                        GraphAccessDeniedException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(FIRST_RETRY_MILLIS)
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(SLOWEST_RETRY_MILLIS)
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .logRetryStackTrace(false);

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
                .process(new MailFromFile(new SidecarReader()))
                .to("graphmail:{{mail.sender}}?to=RAW({{mail.to}})")
                .process(filing::done)
                .log("${header.CamelFileName} was sent");
    }
}
