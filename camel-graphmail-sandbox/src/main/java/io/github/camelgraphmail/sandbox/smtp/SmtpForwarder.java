package io.github.camelgraphmail.sandbox.smtp;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.mime.MimeWriter;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends accepted mails on to an SMTP server, one after the other on a thread of its own: no client waits for it. What can't be
 * sent on is logged and kept count of, and not tried again. Safe for use by many threads.
 */
public final class SmtpForwarder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpForwarder.class);

    /** Past it a mail is not sent on: the server is slower than the senders. */
    private static final int MOST_WAITING = 10_000;

    private static final int FAILURES_KEPT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmtpServer server;
    private final Clock clock;
    private final MimeWriter mime = new MimeWriter();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final ThreadPoolExecutor sending =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                Thread thread = new Thread(work, "graphmail-sandbox-smtp");
                thread.setDaemon(true);
                return thread;
            });

    private long forwarded;
    private long failed;

    public SmtpForwarder(SmtpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * A mail that was not sent on.
     *
     * @param mail its id
     */
    public record Failure(long mail, Instant at, String why) {}

    public SmtpServer server() {
        return server;
    }

    /** Sends a mail on when those before it are. */
    public void forward(AcceptedMail mail) {
        try {
            sending.execute(() -> send(mail));
        } catch (RejectedExecutionException full) {
            fail(mail, sending.isShutdown() ? "The sandbox is stopping" : MOST_WAITING + " others wait already");
        }
    }

    private void send(AcceptedMail mail) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mime.write(mail, bytes);
            Session session = session(mail.mailbox());
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray()));
            // A receiving server does not take it out.
            message.removeHeader("Bcc");
            deliver(session, message, recipients(mail));
            synchronized (this) {
                forwarded++;
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            fail(mail, String.valueOf(e.getMessage()));
        }
    }

    private static void deliver(Session session, MimeMessage message, Address[] recipients) throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, recipients);
        }
    }

    private static Address[] recipients(AcceptedMail mail) throws MessagingException {
        List<String> addresses = mail.message()
                .recipients()
                .map(recipient -> recipient.address())
                .distinct()
                .toList();
        Address[] recipients = new Address[addresses.size()];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = new InternetAddress(addresses.get(i));
        }
        return recipients;
    }

    private Session session(String sender) {
        String millis = String.valueOf(PATIENCE.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.from", sender);
        // Otherwise it asks the DNS for this machine's name, which may take seconds.
        properties.put("mail.smtp.localhost", "localhost");
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        return Session.getInstance(properties);
    }

    private void fail(AcceptedMail mail, String why) {
        LOG.warn("Mail {} was not sent on to {}: {}", mail.id(), server, why);
        synchronized (this) {
            failed++;
            failures.addLast(new Failure(mail.id(), clock.instant(), why));
            if (failures.size() > FAILURES_KEPT) {
                failures.removeFirst();
            }
        }
    }

    /** How many mails were sent on. */
    public synchronized long forwarded() {
        return forwarded;
    }

    /** How many mails could not be sent on. */
    public synchronized long failed() {
        return failed;
    }

    /** How many mails wait to be sent on. */
    public int waiting() {
        return sending.getQueue().size();
    }

    /** The last hundred that could not be sent on, oldest first. */
    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Gives mails that wait a moment, and then no more. */
    @Override
    public void close() {
        sending.shutdown();
        try {
            if (!sending.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} mails were not sent on to {}: the sandbox has stopped",
                        sending.shutdownNow().size(),
                        server);
            }
        } catch (InterruptedException e) {
            sending.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
