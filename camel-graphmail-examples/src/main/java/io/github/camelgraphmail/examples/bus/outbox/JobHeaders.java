package io.github.camelgraphmail.examples.bus.outbox;

import org.apache.camel.component.jms.JmsConstants;

/** The headers of messages in the bus's queues. Each is a JMS property as well. */
public final class JobHeaders {

    /** The job's id. */
    public static final String ID = "MailJobId";

    /** Which input the job came by. */
    public static final String SOURCE = "MailJobSource";

    /** How often it was tried to send the job. */
    static final String ATTEMPTS = "MailJobAttempts";

    /** In how many milliseconds the job is tried again; on its way back to the outbox alone. */
    static final String DELAY = "MailJobDelay";

    /** Of a dead letter: the exception that ended it, its message, what to do about it, and when. */
    static final String FAILURE = "MailJobFailure";

    static final String REASON = "MailJobReason";
    static final String HINT = "MailJobHint";
    static final String FAILED_AT = "MailJobFailedAt";

    /** Of a dead letter: what its copy in a folder is called; missing where there is none. */
    static final String COPY = "MailJobCopy";

    /** JMS: what one consumer alone gets for as long as it is there. */
    static final String GROUP = "JMSXGroupID";

    /** camel-jms: the queue that a message goes to. It is no property. */
    static final String QUEUE = JmsConstants.JMS_DESTINATION_NAME;

    /** Artemis: what was sent under the same id before is taken and dropped. Other brokers don't know it. */
    static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private JobHeaders() {}
}
