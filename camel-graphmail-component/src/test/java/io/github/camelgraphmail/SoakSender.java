package io.github.camelgraphmail;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.attachment.AttachmentMessage;

/** Sends numbered mails, many at a time: two thirds directly, the others with a key, and again until they end well. */
final class SoakSender {

    private static final int IN_FLIGHT = 100;
    private static final int MOST_TRIES = 30;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int MAILS_BETWEEN_LOOKS = 50;
    private static final String BY_KEY = "graphmail:box0@contoso.com?to=ops@contoso.com&allowedSenders=*@contoso.com"
            + "&requestTimeout=2000&retryTimeout=1500";
    private static final String DIRECTLY = BY_KEY + "&delivery=direct";

    private final ProducerTemplate template;
    private final SoakLedger ledger;
    private final int mailboxes;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicInteger repetitions = new AtomicInteger();
    private int mostThreads;

    SoakSender(ProducerTemplate template, SoakLedger ledger, int mailboxes) {
        this.template = template;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
    }

    static boolean hasKey(int mail) {
        return mail % 3 == 0;
    }

    static String mailbox(int number) {
        return "box" + number + "@contoso.com";
    }

    /** Returns when all have ended. */
    void send(int from, int to) throws InterruptedException {
        for (int mail = from; mail < to; mail++) {
            if (!room.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No mail ends");
            }
            CompletableFuture<Exchange> sent = hasKey(mail) ? sendWithKey(mail, 1) : sendDirectly(mail);
            int number = mail;
            sent.thenAccept(exchange -> ledger.ended(number, exchange.getException()))
                    .whenComplete((noted, failure) -> room.release());
            if (mail % MAILS_BETWEEN_LOOKS == 0) {
                mostThreads = Math.max(mostThreads, threadsOfOurs());
            }
        }
        if (!room.tryAcquire(IN_FLIGHT, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(IN_FLIGHT - room.availablePermits() + " mails do not end");
        }
        room.release(IN_FLIGHT);
    }

    /** How often a mail with a key was sent again. */
    int repetitions() {
        return repetitions.get();
    }

    /** The most threads of the component that were seen. */
    int mostThreads() {
        return mostThreads;
    }

    private CompletableFuture<Exchange> sendDirectly(int mail) {
        return template.asyncSend(DIRECTLY, exchange -> fill(exchange, mail));
    }

    private CompletableFuture<Exchange> sendWithKey(int mail, int tries) {
        return template.asyncSend(BY_KEY, exchange -> {
                    fill(exchange, mail);
                    exchange.getMessage().setHeader(GraphMailConstants.IDEMPOTENCY_KEY, "key-" + mail);
                    exchange.getMessage(AttachmentMessage.class)
                            .addAttachment(
                                    "a.txt", new DataHandler(new ByteArrayDataSource(new byte[100], "text/plain")));
                })
                .thenCompose(exchange -> {
                    if (exchange.getException() == null || tries >= MOST_TRIES) {
                        return CompletableFuture.completedFuture(exchange);
                    }
                    repetitions.incrementAndGet();
                    return sendWithKey(mail, tries + 1);
                });
    }

    private void fill(Exchange exchange, int mail) {
        // Not by the number itself: each mailbox gets mails of both kinds.
        exchange.getMessage().setHeader(GraphMailConstants.SENDER, mailbox(mail / 3 % mailboxes));
        exchange.getMessage().setHeader(GraphMailConstants.SUBJECT, String.valueOf(mail));
        exchange.getMessage().setBody("text");
    }

    private static int threadsOfOurs() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("GraphMail"))
                .count();
    }
}
