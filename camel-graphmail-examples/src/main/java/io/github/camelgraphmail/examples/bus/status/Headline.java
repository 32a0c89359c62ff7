package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailStatistics.Identity;
import io.github.camelgraphmail.doctor.check.Status;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state in a sentence, and what there is to say beside it.
 *
 * @param more what else is not as it should be, worst first
 */
public record Headline(Level level, String sentence, List<String> more) {

    private static final long CERTIFICATE_WARNING_DAYS = 30;

    public enum Level {
        WELL,
        ATTENTION,
        TROUBLE
    }

    public Headline {
        more = List.copyOf(more);
    }

    /** @param time says when something was */
    static Headline of(BusStatus status, Function<Instant, String> time) {
        List<String> troubles = troubles(status, time);
        List<String> all = new ArrayList<>(troubles);
        all.addAll(attention(status, time));
        if (all.isEmpty()) {
            return new Headline(Level.WELL, well(status), List.of());
        }
        return new Headline(
                troubles.isEmpty() ? Level.ATTENTION : Level.TROUBLE, all.get(0), all.subList(1, all.size()));
    }

    private static List<String> troubles(BusStatus status, Function<Instant, String> time) {
        List<String> troubles = new ArrayList<>();
        QueueReading queues = status.queues();
        if (queues.failure().isPresent()) {
            troubles.add("The broker has said nothing since " + time.apply(queues.at())
                    + ". Nothing is taken in and nothing is sent.");
        } else if (queues.full()) {
            troubles.add("The disk is full: nothing is taken in until there is room.");
        }
        status.jobs()
                .stoppage()
                .filter(stoppage -> waits(status))
                .ifPresent(stoppage -> troubles.add(what(stoppage.newest().failure()) + " since "
                        + time.apply(stoppage.since()) + "; " + waiting(status) + "."));
        return troubles;
    }

    private static String what(String failure) {
        if (failure.equals(GraphAuthenticationException.class.getSimpleName())) {
            return "The bus can't sign in";
        }
        return failure.equals(DeliveryUnknownException.class.getSimpleName())
                ? "Graph's answers get lost"
                : "Graph takes no mails";
    }

    private static List<String> attention(BusStatus status, Function<Instant, String> time) {
        List<String> attention = new ArrayList<>();
        long dead = status.queues().dead().orElse(0L);
        if (dead > 0) {
            attention.add(
                    dead == 1
                            ? "A dead letter waits for somebody to look at it."
                            : dead + " dead letters wait for somebody to look at them.");
        }
        for (Identity identity : status.graphMail().identities()) {
            identity.failingSince()
                    .filter(since -> status.jobs().stoppage().isEmpty())
                    .ifPresent(since -> attention.add("Signing in fails since " + time.apply(since) + "."));
            identity.certificateDaysLeft()
                    .filter(days -> days < CERTIFICATE_WARNING_DAYS)
                    .ifPresent(days -> attention.add(
                            days < 0 ? "The certificate has ended." : "The certificate ends in " + days + " days."));
        }
        status.doctor().ifPresent(report -> {
            long problems = report.count(Status.PROBLEM);
            if (problems > 0) {
                attention.add("The doctor has found " + (problems == 1 ? "a problem." : problems + " problems."));
            }
            report.failure().ifPresent(why -> attention.add("The doctor could not look."));
        });
        int paused = status.graphMail().pausedMailboxes();
        if (paused > 0) {
            attention.add(
                    (paused == 1 ? "A mailbox rests" : paused + " mailboxes rest") + ", since Graph asked for it.");
        }
        return attention;
    }

    private static String well(BusStatus status) {
        Optional<QueueDepth> outbox = status.queues().depth(BusQueue.OUTBOX);
        if (outbox.isEmpty()) {
            return "All is well.";
        }
        long messages = outbox.get().messages();
        return messages == 0
                ? "All is well. Nothing waits."
                : "All is well. " + (messages == 1 ? "A job is" : messages + " jobs are") + " on the way.";
    }

    /** Where the broker does not say, what was put off waits. */
    private static boolean waits(BusStatus status) {
        return status.queues()
                .depth(BusQueue.OUTBOX)
                .map(depth -> depth.messages() > 0)
                .orElse(true);
    }

    private static String waiting(BusStatus status) {
        return status.queues()
                .depth(BusQueue.OUTBOX)
                .map(depth -> depth.messages() == 1 ? "a job waits" : depth.messages() + " jobs wait")
                .orElse("jobs wait");
    }
}
