package io.github.camelgraphmail.examples.bus.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.examples.bus.job.JobReader;
import io.github.camelgraphmail.examples.bus.job.MailJob;
import io.github.camelgraphmail.examples.bus.outbox.JobHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Jobs that arrive as JSON, and what their senders are told. Each method is a step of a route. Safe for use by many threads. */
public final class JsonJobs {

    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private final JobReader reader;
    private final JsonMapper json = new JsonMapper();

    public JsonJobs(JobReader reader) {
        this.reader = reader;
    }

    /** A message's job. Without an id of its own it has the message's, which stays when it is delivered again. */
    public void fromQueue(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = Optional.ofNullable(message.getHeader(JobHeaders.ID, String.class))
                .orElseGet(() -> "queue-" + message.getHeader("JMSMessageID", String.class));
        message.setBody(reader.read(bytes(message), id));
    }

    /** A request's job. Without an id of its own it has the request's Idempotency-Key; without that, each request is a job. */
    public void fromRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = Optional.ofNullable(message.getHeader("Idempotency-Key", String.class))
                .orElseGet(() -> "http-" + UUID.randomUUID());
        message.setBody(reader.read(bytes(message), id));
        // What a request says of these is its own idea.
        message.removeHeader(JobHeaders.ID);
        message.removeHeader(JobHeaders.SOURCE);
        exchange.setProperty(JobHeaders.ID, message.getBody(MailJob.class).id());
    }

    /** The job is in the outbox. */
    public void accepted(Exchange exchange) throws JsonProcessingException {
        answer(exchange, ACCEPTED, Map.of("id", exchange.getProperty(JobHeaders.ID, String.class)));
    }

    /** The request holds no job. */
    public void refused(Exchange exchange) throws JsonProcessingException {
        InvalidMailException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, InvalidMailException.class);
        answer(
                exchange,
                BAD_REQUEST,
                Map.of("field", failure.getField(), "error", failure.getMessage(), "hint", failure.getHint()));
    }

    private void answer(Exchange exchange, int status, Map<String, String> body) throws JsonProcessingException {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(json.writeValueAsString(body));
    }

    private static byte[] bytes(Message message) {
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null) {
            throw new InvalidMailException(
                    "the job", "is empty.", "Send a JSON object such as {\"to\": ...}, as text or bytes.");
        }
        return bytes;
    }
}
