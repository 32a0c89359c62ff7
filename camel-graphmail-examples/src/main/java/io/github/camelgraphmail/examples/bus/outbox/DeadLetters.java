package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.springframework.jms.core.JmsTemplate;

/** The jobs that can't be sent, as they lie in their queue, oldest first. Safe for use by many threads. */
public final class DeadLetters {

    private static final long RECEIVE_MILLIS = 1_000;

    private final JmsTemplate jms;
    private final String queue;
    private final String target;

    /**
     * @param queue that they lie in
     * @param target the queue that they go to when they are tried again
     */
    public DeadLetters(ConnectionFactory connections, String queue, String target) {
        this.jms = new JmsTemplate(connections);
        this.jms.setSessionTransacted(true);
        this.queue = queue;
        this.target = target;
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
                    ? Optional.of(
                            new String(((Message) all.nextElement()).getBody(byte[].class), StandardCharsets.UTF_8))
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
                    session.commit();
                    return letter.isPresent();
                },
                true));
    }

    /** Throws a job away. Whether it was there. */
    public boolean drop(String id) {
        return Boolean.TRUE.equals(jms.execute(
                session -> {
                    boolean there = take(session, id).isPresent();
                    session.commit();
                    return there;
                },
                true));
    }

    private Optional<Message> take(Session session, String id) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selecting(id))) {
            return Optional.ofNullable(consumer.receive(RECEIVE_MILLIS));
        }
    }

    private void putBack(Session session, Message letter) throws JMSException {
        BytesMessage job = session.createBytesMessage();
        job.writeBytes(letter.getBody(byte[].class));
        for (String property : List.of(JobHeaders.ID, JobHeaders.SOURCE, JobHeaders.GROUP)) {
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
                message.getStringProperty(JobHeaders.ID),
                message.getStringProperty(JobHeaders.SOURCE),
                message.getStringProperty(JobHeaders.FAILURE),
                message.getStringProperty(JobHeaders.REASON),
                message.getStringProperty(JobHeaders.HINT),
                message.getStringProperty(JobHeaders.FAILED_AT),
                message.propertyExists(JobHeaders.ATTEMPTS) ? message.getIntProperty(JobHeaders.ATTEMPTS) : 0);
    }

    private static String selecting(String id) {
        return JobHeaders.ID + " = '" + id.replace("'", "''") + "'";
    }
}
