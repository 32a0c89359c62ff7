package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** By the log at DEBUG a mail is found at Microsoft's, in text and in structured logs. */
class RequestLogTest extends SandboxTestSupport {

    private static final String ERP = "graphmail:erp@contoso.com?to=ops@contoso.com&subject=Salaries";

    private final Queue<ILoggingEvent> log = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> capture = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event);
        }
    };
    private final List<Logger> loggers = List.of(logger(GraphClient.class), logger(GraphMailProducer.class));

    private static Logger logger(Class<?> type) {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(type);
    }

    @BeforeEach
    void listen() {
        capture.start();
        loggers.forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.addAppender(capture);
        });
    }

    @AfterEach
    void stopListening() {
        loggers.forEach(logger -> {
            logger.setLevel(null);
            logger.detachAppender(capture);
        });
    }

    private ILoggingEvent line(String beginning) {
        return log.stream()
                .filter(event -> event.getFormattedMessage().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line begins with '" + beginning + "' in " + log));
    }

    private static Object value(ILoggingEvent event, String key) {
        return event.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map((KeyValuePair pair) -> pair.value)
                .findFirst()
                .orElse(null);
    }

    @Test
    void saysByWhichIdsAMailIsFound() {
        Exchange sent = template.send(ERP, exchange -> exchange.getMessage().setBody("Top secret"));

        String clientRequestId = sent.getMessage().getHeader(GraphMailConstants.CLIENT_REQUEST_ID, String.class);
        String requestId = sent.getMessage().getHeader(GraphMailConstants.REQUEST_ID, String.class);
        String ids = "(client-request-id " + clientRequestId + ", request-id " + requestId + ")";
        ILoggingEvent request = line("POST /users/erp@contoso.com/sendMail: 202");
        assertThat(request.getFormattedMessage()).endsWith(ids);
        assertThat(value(request, "client-request-id")).isEqualTo(clientRequestId);
        assertThat(value(request, "request-id")).isEqualTo(requestId);
        ILoggingEvent mail = line("The mail of exchange " + sent.getExchangeId() + " is done: direct");
        assertThat(mail.getFormattedMessage()).endsWith(ids);
        assertThat(value(mail, "exchange-id")).isEqualTo(sent.getExchangeId());
        assertThat(value(mail, "delivery")).isEqualTo("direct");
        assertThat(log)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("ops@") || line.contains("Salaries") || line.contains("secret"));
    }

    @Test
    void saysByWhichIdAMailIsFoundWhoseAnswerWasLost() {
        sandbox.faults().once(new Fault(Operation.SEND_MAIL, Moment.AFTER, Fault.close()));

        Exchange lost = template.send(ERP, exchange -> exchange.getMessage().setBody("text"));

        DeliveryUnknownException failure = (DeliveryUnknownException) lost.getException();
        assertThat(failure.getClientRequestId()).isNotBlank();
        assertThat(line("POST /users/erp@contoso.com/sendMail: the answer was lost")
                        .getFormattedMessage())
                .contains("client-request-id " + failure.getClientRequestId());
        ILoggingEvent mail = line("The mail of exchange " + lost.getExchangeId() + " has failed");
        assertThat(value(mail, "exception")).isEqualTo("DeliveryUnknownException");
        assertThat(value(mail, "client-request-id")).isEqualTo(failure.getClientRequestId());
    }
}
