package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsSecurityException;
import org.springframework.jms.core.JmsTemplate;

/**
 * What an Artemis elsewhere says of itself when it is asked by messages to its management address. The user of the bus needs the
 * permission {@code manage} for it; without, nothing is known.
 */
final class ManagedBrokerView implements BrokerView {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedBrokerView.class);
    private static final String MANAGEMENT = "activemq.management";
    private static final long ANSWER_MILLIS = 2_000;

    private final JmsTemplate jms;
    private final AtomicBoolean told = new AtomicBoolean();

    ManagedBrokerView(ConnectionFactory connections) {
        this.jms = new JmsTemplate(connections);
    }

    @Override
    public Optional<QueueDepth> depth(String queue) {
        try {
            return jms.execute(session -> ask(session, ResourceNames.QUEUE + queue), true);
        } catch (JmsSecurityException e) {
            if (told.compareAndSet(false, true)) {
                LOG.info(
                        "The broker does not say how full its queues are: the user bus.broker.user lacks the permission manage"
                                + " for {} ({})",
                        MANAGEMENT,
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** It is not known. */
    @Override
    public boolean isFull() {
        return false;
    }

    /** One attribute of a queue; empty where it has no value, or there is no such queue. */
    @FunctionalInterface
    private interface Question {
        Optional<Long> ask(String attribute) throws JMSException;
    }

    private static Optional<QueueDepth> ask(Session session, String resource) throws JMSException {
        TemporaryQueue answers = session.createTemporaryQueue();
        try (MessageProducer questions = session.createProducer(session.createQueue(MANAGEMENT));
                MessageConsumer consumer = session.createConsumer(answers)) {
            Question question = attribute -> {
                Message message = session.createMessage();
                message.setJMSReplyTo(answers);
                JMSManagementHelper.putAttribute(message, resource, attribute);
                questions.send(message);
                return answer(consumer.receive(ANSWER_MILLIS));
            };
            Optional<Long> messages = question.ask("messageCount");
            if (messages.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new QueueDepth(
                    messages.get(),
                    question.ask("scheduledCount").orElse(0L),
                    question.ask("deliveringCount").orElse(0L),
                    question.ask("firstMessageAge").map(Duration::ofMillis)));
        } finally {
            answers.delete();
        }
    }

    private static Optional<Long> answer(Message message) throws JMSException {
        if (message == null) {
            throw new JMSException("The broker's management has not answered within " + ANSWER_MILLIS + " ms");
        }
        if (!JMSManagementHelper.hasOperationSucceeded(message)) {
            return Optional.empty();
        }
        try {
            Object value = JMSManagementHelper.getResult(message);
            return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw new JMSException("The answer of the broker's management can't be read: " + e.getMessage());
        }
    }
}
