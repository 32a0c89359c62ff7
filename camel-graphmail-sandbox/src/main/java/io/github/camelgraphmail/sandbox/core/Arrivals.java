package io.github.camelgraphmail.sandbox.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells who wants to know of each mail that is accepted, on the thread that takes it. Safe for use by many threads. */
public final class Arrivals {

    private final MailStore accepted;
    private final List<Consumer<AcceptedMail>> listeners = new CopyOnWriteArrayList<>();

    /** @param accepted the mails that are there already */
    public Arrivals(MailStore accepted) {
        this.accepted = accepted;
    }

    /** @param listener must not block */
    public void listen(Consumer<AcceptedMail> listener) {
        listeners.add(listener);
    }

    public void stopListening(Consumer<AcceptedMail> listener) {
        listeners.remove(listener);
    }

    /** The oldest mail that is there, or the first that comes; whoever has waited enough cancels it. */
    public CompletableFuture<AcceptedMail> first(Predicate<AcceptedMail> wanted) {
        CompletableFuture<AcceptedMail> first = new CompletableFuture<>();
        Consumer<AcceptedMail> listener = mail -> {
            if (wanted.test(mail)) {
                first.complete(mail);
            }
        };
        // Before looking at what is there: a mail in between is seen twice rather than not at all.
        listen(listener);
        first.whenComplete((mail, failure) -> stopListening(listener));
        Optional<AcceptedMail> there = accepted.all().stream().filter(wanted).findFirst();
        there.ifPresent(first::complete);
        return first;
    }

    public void announce(AcceptedMail mail) {
        listeners.forEach(listener -> listener.accept(mail));
    }
}
