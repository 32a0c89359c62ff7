package io.github.camelgraphmail.sandbox;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.PlannedFault;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Waits for a mail, and says what came instead when it did not. */
final class MailWait {

    private static final int SHOWN = 10;

    private final SandboxState state;

    MailWait(SandboxState state) {
        this.state = state;
    }

    AcceptedMail await(String description, Predicate<AcceptedMail> wanted, Duration patience, long tokenRequests) {
        CompletableFuture<AcceptedMail> mail = state.arrivals().first(wanted);
        try {
            return mail.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(missing(description, patience, tokenRequests), late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + description, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The wait for " + description + " failed", e.getCause());
        } finally {
            mail.cancel(false);
        }
    }

    private String missing(String description, Duration patience, long tokenRequests) {
        List<AcceptedMail> there = state.mailboxes().accepted().all();
        List<PlannedFault> faults = state.mailboxes().faults().planned();
        return "No mail came within " + patience + ": " + description + ".\n"
                + (there.isEmpty() ? "None came at all" : "These are there:" + shown(there)) + "\n"
                + "Tokens were asked for " + tokenRequests + " times"
                + (faults.isEmpty()
                        ? "."
                        : "; faults are to be played: "
                                + faults.stream()
                                        .map(fault -> fault.plan().name() + " (played " + fault.played() + ")")
                                        .collect(Collectors.joining(", ")));
    }

    private static String shown(List<AcceptedMail> mails) {
        String newest = mails.stream()
                .skip(Math.max(0, mails.size() - SHOWN))
                .map(mail -> "\n  #" + mail.id() + " from " + mail.from() + " to "
                        + mail.message().recipients().map(String::valueOf).collect(Collectors.joining(", ")) + ": "
                        + mail.subject())
                .collect(Collectors.joining());
        return mails.size() > SHOWN ? newest + "\n  and " + (mails.size() - SHOWN) + " older ones" : newest;
    }
}
