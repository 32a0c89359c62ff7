package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jms.core.JmsTemplate;

/** The jobs that can't be sent, as they lie in their queue, oldest first. Safe for use by many threads. */
public final class DeadLetters {

    private static final long RECEIVE_MILLIS = 1_000;

    private final JmsTemplate jms;
    private final String queue;
    private final String target;
    private final Consumer<String> gone;

    /**
     * @param queue that they lie in
     * @param target the queue that they go to when they are tried again
     * @param gone told what the copy is called of each that is a dead letter no more, just before that holds
     */
    public DeadLetters(ConnectionFactory connections, String queue, String target, Consumer<String> gone) {
        this.jms = new JmsTemplate(connections);
        this.jms.setSessionTransacted(true);
        this.queue = queue;
        this.target = target;
        this.gone = gone;
    }

    /** All of them. */
    public List<DeadLetter> list() {
        return jms.browse(queue, (session, browser) -> {
            List<DeadLetter> letters = new ArrayList<>();
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
                letters.add(letter((Message) all.nextElement()));
            }
            return letters;
        });
    }

    /** The JSON of a job among them. */
    public Optional<String> job(String id) {
        return jms.browseSelected(queue, selecting(id), (session, browser) -> {
            Enumeration<?> all = browser.getEnumeration();
            return all.hasMoreElements()
                    ? Optional.of(new String(content((Message) all.nextElement()), StandardCharsets.UTF_8))
                    : Optional.empty();
        });
    }

    /** Has a job tried again. Whether it was there. */
    public boolean retry(String id) {
        return Boolean.TRUE.equals(jms.execute(
                session -> {
                    Optional<Message> letter = take(session, id);
                    if (letter.isPresent()) {
                        putBack(session, letter.get());
                    }
                    tell(letter);
                    session.commit();
                    return letter.isPresent();
                },
                true));
    }

    /** Throws a job away. Whether it was there. */
    public boolean drop(String id) {
        return Boolean.TRUE.equals(jms.execute(
                session -> {
                    Optional<Message> letter = take(session, id);
                    tell(letter);
                    session.commit();
                    return letter.isPresent();
                },
                true));
    }

    private Optional<Message> take(Session session, String id) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selecting(id))) {
            return Optional.ofNullable(consumer.receive(RECEIVE_MILLIS));
        }
    }

    private void tell(Optional<Message> letter) throws JMSException {
        if (letter.isPresent() && letter.get().propertyExists(JobHeaders.COPY)) {
            gone.accept(letter.get().getStringProperty(JobHeaders.COPY));
        }
    }

    private void putBack(Session session, Message letter) throws JMSException {
        BytesMessage job = session.createBytesMessage();
        job.writeBytes(content(letter));
        for (String property : List.of(JobHeaders.ID, JobHeaders.SOURCE)) {
            if (letter.propertyExists(property)) {
                job.setStringProperty(property, letter.getStringProperty(property));
            }
        }
        try (MessageProducer producer = session.createProducer(session.createQueue(target))) {
            producer.send(job);
        }
    }

    private static DeadLetter letter(Message message) throws JMSException {
        return new DeadLetter(
                text(message, JobHeaders.ID, message.getJMSMessageID()),
                text(message, JobHeaders.SOURCE, ""),
                // The broker itself puts messages there that were not taken before their time was over.
                text(message, JobHeaders.FAILURE, "Expired"),
                text(message, JobHeaders.REASON, "Who sent the message has let it expire."),
                text(message, JobHeaders.HINT, "Retry it, and send messages without an expiry."),
                text(
                        message,
                        JobHeaders.FAILED_AT,
                        Instant.ofEpochMilli(message.getJMSTimestamp()).toString()),
                message.propertyExists(JobHeaders.ATTEMPTS) ? message.getIntProperty(JobHeaders.ATTEMPTS) : 0);
    }

    private static byte[] content(Message message) throws JMSException {
        return message instanceof TextMessage text
                ? text.getText().getBytes(StandardCharsets.UTF_8)
                : message.getBody(byte[].class);
    }

    private static String text(Message message, String property, String missing) throws JMSException {
        return Optional.ofNullable(message.getStringProperty(property)).orElse(missing);
    }

    private static String selecting(String id) {
        String quoted = "'" + id.replace("'", "''") + "'";
        return JobHeaders.ID + " = " + quoted + " OR JMSMessageID = " + quoted;
    }
}
