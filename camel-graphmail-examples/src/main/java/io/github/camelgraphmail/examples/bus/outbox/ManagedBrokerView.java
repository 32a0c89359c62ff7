package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.support.JmsUtils;

/**
 * What an Artemis elsewhere says of itself when it is asked by messages to its management address. The user of the bus needs the
 * permission {@code manage} for it; without, nothing is known.
 */
final class ManagedBrokerView implements BrokerView {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedBrokerView.class);
    private static final String MANAGEMENT = "activemq.management";
    private static final long ANSWER_MILLIS = 2_000;

    private final ConnectionFactory connections;

    // Guarded by this.
    private Optional<Conversation> conversation = Optional.empty();
    private boolean told;

    /** @param connections gives one connection that all share */
    ManagedBrokerView(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public synchronized Optional<QueueDepth> depth(String queue) {
        try {
            return depthOf(ResourceNames.QUEUE + queue);
        } catch (JMSSecurityException e) {
            tellOnce(e);
            return Optional.empty();
        } catch (JMSException e) {
            throw JmsUtils.convertJmsAccessException(e);
        }
    }

    private Optional<QueueDepth> depthOf(String resource) throws JMSException {
        boolean begun = conversation.isPresent();
        try {
            return conversation().depth(resource);
        } catch (JMSSecurityException e) {
            end();
            throw e;
        } catch (JMSException e) {
            end();
            if (!begun) {
                throw e;
            }
            // The connection it was on may have been lost since.
            return conversation().depth(resource);
        }
    }

    private Conversation conversation() throws JMSException {
        if (conversation.isEmpty()) {
            conversation = Optional.of(Conversation.begin(connections));
        }
        return conversation.get();
    }

    private void end() {
        conversation.ifPresent(Conversation::end);
        conversation = Optional.empty();
    }

    private void tellOnce(JMSSecurityException refusal) {
        if (!told) {
            told = true;
            LOG.info(
                    "The broker does not say how full its queues are: the user bus.broker.user lacks the permission manage"
                            + " for {} ({})",
                    MANAGEMENT,
                    refusal.getMessage());
        }
    }

    /** It is not known. */
    @Override
    public boolean isFull() {
        return false;
    }

    /** Questions, with one queue for all answers: a broker notes in its log each queue that is made. */
    private record Conversation(
            Session session, TemporaryQueue answers, MessageProducer questions, MessageConsumer consumer) {

        static Conversation begin(ConnectionFactory connections) throws JMSException {
            Connection connection = connections.createConnection();
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            try {
                TemporaryQueue answers = session.createTemporaryQueue();
                return new Conversation(
                        session,
                        answers,
                        session.createProducer(session.createQueue(MANAGEMENT)),
                        session.createConsumer(answers));
            } catch (JMSException e) {
                JmsUtils.closeSession(session);
                throw e;
            }
        }

        Optional<QueueDepth> depth(String resource) throws JMSException {
            Optional<Long> messages = ask(resource, "messageCount");
            if (messages.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new QueueDepth(
                    messages.get(),
                    ask(resource, "scheduledCount").orElse(0L),
                    ask(resource, "deliveringCount").orElse(0L),
                    ask(resource, "firstMessageAge").map(Duration::ofMillis)));
        }

        /** An attribute; empty where it has no value, or there is no such queue. */
        private Optional<Long> ask(String resource, String attribute) throws JMSException {
            Message message = session.createMessage();
            message.setJMSReplyTo(answers);
            JMSManagementHelper.putAttribute(message, resource, attribute);
            questions.send(message);
            return answer(consumer.receive(ANSWER_MILLIS));
        }

        void end() {
            JmsUtils.closeMessageConsumer(consumer);
            JmsUtils.closeMessageProducer(questions);
            try {
                answers.delete();
            } catch (JMSException e) {
                LOG.debug("The queue of answers has gone with its connection: {}", e.getMessage());
            }
            JmsUtils.closeSession(session);
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
