package io.github.camelgraphmail.benchmarks.client;

import java.io.IOException;
import java.util.function.Consumer;

/** Sends one mail after the other without a thread for each. */
interface MailSender extends AutoCloseable {

    /** @param end gets null when the mail was accepted, else the failure; once, on any thread */
    void send(String mailbox, Consumer<Throwable> end);

    @Override
    void close() throws IOException;
}
