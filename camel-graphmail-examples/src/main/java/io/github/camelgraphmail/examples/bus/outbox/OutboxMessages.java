package io.github.camelgraphmail.examples.bus.outbox;

import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.examples.bus.job.ExchangeJobs;
import io.github.camelgraphmail.examples.bus.job.JobMails;
import io.github.camelgraphmail.examples.bus.job.JobReader;
import io.github.camelgraphmail.examples.bus.job.JobWriter;
import io.github.camelgraphmail.examples.bus.job.MailJob;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a job looks like as a message of the bus's queues: its JSON, under headers that say which mailbox's turn it is and
 * how often it was tried. Each method is a step of a route. Safe for use by many threads.
 */
public final class OutboxMessages {

    /** What a message said when it was taken from its queue. */
    private static final String TAKEN = "MailJobTaken";

    /** A JMS property is no place for a long text. */
    private static final int LONGEST_REASON = 4000;

    private final ExchangeJobs exchanges;
    private final JobReader reader;
    private final JobWriter writer = new JobWriter();
    private final JobMails mails = new JobMails();
    private final OutboxQueues queues;
    private final RetrySchedule schedule;
    private final Clock clock;

    public OutboxMessages(
            ExchangeJobs exchanges, JobReader reader, OutboxQueues queues, RetrySchedule schedule, Clock clock) {
        this.exchanges = exchanges;
        this.reader = reader;
        this.queues = queues;
        this.schedule = schedule;
        this.clock = clock;
    }

    private record Taken(byte[] body, String id, String source, int attempts) {}

    /** A job in the body, or a mail prepared as for {@code graphmail:} under the id in {@link JobHeaders#ID}: for the outbox. */
    public void put(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        MailJob job = message.getBody() instanceof MailJob ready
                ? ready
                : exchanges.job(message.getHeader(JobHeaders.ID, String.class), exchange);
        String source = Optional.ofNullable(message.getHeader(JobHeaders.SOURCE, String.class))
                .orElse(exchange.getFromRouteId());
        fill(exchange, new Taken(writer.write(job), job.id(), source, 0), job.sender());
    }

    /**
     * Lets the broker drop what it got before: the same job again after a crash. Not for a transaction, which a duplicate would
     * break.
     */
    public void markDuplicates(Exchange exchange) {
        exchange.getMessage()
                .setHeader(JobHeaders.DUPLICATE_ID, hash(exchange.getMessage().getBody(byte[].class)));
    }

    /** Notes a message just taken from a queue. */
    public void take(Exchange exchange) {
        Message message = exchange.getMessage();
        exchange.setProperty(
                TAKEN,
                new Taken(
                        message.getBody(byte[].class),
                        message.getHeader(JobHeaders.ID, "", String.class),
                        message.getHeader(JobHeaders.SOURCE, exchange.getFromRouteId(), String.class),
                        message.getHeader(JobHeaders.ATTEMPTS, 0, Integer.class)));
    }

    /** The message that was taken, as a mail. */
    public void mail(Exchange exchange) {
        MailJob job = reader.read(taken(exchange).body());
        exchange.getMessage().removeHeaders("*");
        mails.prepare(exchange, job);
    }

    /** The message that was taken, for the outbox again in a while. */
    public void later(Exchange exchange) {
        Taken taken = taken(exchange);
        Taken next = new Taken(taken.body(), taken.id(), taken.source(), taken.attempts() + 1);
        fill(exchange, next, reader.read(taken.body()).sender());
        exchange.getMessage()
                .setHeader(JobHeaders.DELAY, schedule.after(next.attempts()).toMillis());
    }

    /** The message that was taken, for the dead letters, with what the exchange has failed with. */
    public void dead(Exchange exchange) {
        JobFailure failure = failure(exchange);
        Taken taken = taken(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(taken.body());
        message.setHeader(JobHeaders.ID, failure.id());
        message.setHeader(JobHeaders.SOURCE, failure.source());
        message.setHeader(JobHeaders.ATTEMPTS, failure.attempts());
        message.setHeader(JobHeaders.FAILURE, failure.failure());
        message.setHeader(JobHeaders.REASON, failure.reason());
        message.setHeader(JobHeaders.HINT, failure.hint());
        message.setHeader(JobHeaders.FAILED_AT, clock.instant().toString());
    }

    /** What the exchange has failed with, of the message that was taken. */
    static JobFailure failure(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Taken taken = taken(exchange);
        return new JobFailure(
                taken.id(),
                taken.source(),
                failure.getClass().getSimpleName(),
                shortened(String.valueOf(failure.getMessage())),
                failure instanceof GraphMailException known ? shortened(known.getHint()) : "See the bus's log.",
                taken.attempts() + 1);
    }

    private void fill(Exchange exchange, Taken job, String sender) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(job.body());
        message.setHeader(JobHeaders.ID, job.id());
        message.setHeader(JobHeaders.SOURCE, job.source());
        message.setHeader(JobHeaders.ATTEMPTS, job.attempts());
        message.setHeader(JobHeaders.QUEUE, queues.of(sender));
        message.setHeader(JobHeaders.GROUP, sender.toLowerCase(Locale.ROOT));
    }

    private static Taken taken(Exchange exchange) {
        return exchange.getProperty(TAKEN, Taken.class);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    /** What tells a job from others: SHA-256 of its bytes, as hexadecimal digits. */
    static String hash(byte[] job) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(job));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
