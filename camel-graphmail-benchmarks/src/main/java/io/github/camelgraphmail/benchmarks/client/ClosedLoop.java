package io.github.camelgraphmail.benchmarks.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Keeps a number of mails on their way: each that ends lets the next one go. A failure ends it all. */
final class ClosedLoop {

    private final MailSender sender;
    private final int inFlight;
    private final int mailboxes;
    private final LongAdder accepted = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended;
    private volatile boolean stopping;

    ClosedLoop(MailSender sender, int inFlight, int mailboxes) {
        this.sender = sender;
        this.inFlight = inFlight;
        this.mailboxes = mailboxes;
        this.ended = new CountDownLatch(inFlight);
    }

    void start() {
        for (int place = 0; place < inFlight; place++) {
            next(place, 0);
        }
    }

    private void next(int place, int round) {
        sender.send(mailbox(place, round), failed -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
                stopping = true;
            } else {
                accepted.increment();
            }
            if (stopping) {
                ended.countDown();
            } else {
                next(place, round + 1);
            }
        });
    }

    /** Each mailbox has its own places, so that nobody's mails come upon those of others there by chance. */
    private String mailbox(int place, int round) {
        int number = place % mailboxes;
        if (mailboxes > inFlight) {
            int ofThisPlace = (mailboxes - place + inFlight - 1) / inFlight;
            number = place + inFlight * (round % ofThisPlace);
        }
        return "mailbox" + number + "@contoso.com";
    }

    long accepted() {
        return accepted.sum();
    }

    /** Lets the time pass. @throws IllegalStateException when a mail has failed */
    void runFor(int seconds) throws InterruptedException {
        boolean brokenOff = ended.await(seconds, TimeUnit.SECONDS);
        if (brokenOff || failure.get() != null) {
            throw new IllegalStateException("A mail was not accepted", failure.get());
        }
    }

    /** Starts no other mail and waits for those on their way. */
    void stop() throws InterruptedException {
        stopping = true;
        ended.await();
    }
}
