package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.delivery.StepOutcome.Done;
import io.github.camelgraphmail.delivery.StepOutcome.Refused;
import io.github.camelgraphmail.delivery.StepOutcome.Unknown;
import io.github.camelgraphmail.graph.GraphClient;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import io.github.camelgraphmail.graph.GraphResult.SignInRefused;
import io.github.camelgraphmail.graph.UploadRange;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes the requests of one draft, one after the other, each through the gate. What is known to have done nothing is
 * repeated, as long as the waits of the whole draft do not add up to more than the time limit.
 */
final class DraftCalls {

    private static final int NOT_FOUND = 404;

    private final GraphClient graph;
    private final MailboxGate gate;
    private final MailboxGate.Ticket ticket;
    private final Executor worker;
    private final Backoff backoff;
    private final TrafficMeter meter;
    private final GraphFailures failures;
    private final Duration retryTimeout;

    // The requests follow each other, so these need no guard.
    private Effort effort = Effort.NONE;
    private Duration asked = Duration.ZERO;
    private Duration granted = Duration.ZERO;

    /** @param worker goes on after each answer: files are read there */
    DraftCalls(
            GraphClient graph,
            MailboxGate gate,
            MailboxGate.Ticket ticket,
            Executor worker,
            Backoff backoff,
            TrafficMeter meter,
            GraphFailures failures,
            Duration retryTimeout) {
        this.graph = graph;
        this.gate = gate;
        this.ticket = ticket;
        this.worker = worker;
        this.backoff = backoff;
        this.meter = meter;
        this.failures = failures;
        this.retryTimeout = retryTimeout;
    }

    private sealed interface Judgement {

        record Settled(StepOutcome outcome) implements Judgement {}

        record Again(Duration after) implements Judgement {}

        record Failed(RuntimeException failure) implements Judgement {}
    }

    /** What was done so far. */
    Effort effort() {
        return effort;
    }

    /** Whether a wait of that number may still be added to those that were made. */
    boolean mayWait(int number) {
        return affords(longest(backoff.longest(number), asked));
    }

    /** Makes the request; completes with a {@link io.github.camelgraphmail.GraphMailException} when it can't be made in time. */
    CompletionStage<StepOutcome> call(GraphRequest request) {
        return attempt(() -> graph.send(request), Duration.ZERO, 1);
    }

    /**
     * Makes the request for one more time: the first at once, each other one after a wait that grows.
     *
     * @param number which time it is, counted from one
     */
    CompletionStage<StepOutcome> call(int number, GraphRequest request) {
        if (number == 1) {
            return call(request);
        }
        meter.repeated();
        return callAfterWait(number - 1, request);
    }

    /** Makes the request after a wait that grows with the number, counted from one. */
    CompletionStage<StepOutcome> callAfterWait(int number, GraphRequest request) {
        return attempt(() -> graph.send(request), waitBefore(number), 1);
    }

    CompletionStage<StepOutcome> upload(UploadRange range) {
        return attempt(() -> graph.upload(range), Duration.ZERO, 1);
    }

    CompletionStage<StepOutcome> uploadAfterWait(int number, UploadRange range) {
        meter.repeated();
        return attempt(() -> graph.upload(range), waitBefore(number), 1);
    }

    /** Not sooner than Graph has asked for with the last answer, which may be a 503 that says when to come back. */
    private Duration waitBefore(int number) {
        Duration left = retryTimeout.minus(counted());
        return longest(backoff.after(number), shortest(asked, left));
    }

    /** Makes a request that does no harm when it is made twice until it is known what it came to. */
    CompletionStage<StepOutcome> repeat(GraphRequest request) {
        return repeat(request, 1);
    }

    private CompletionStage<StepOutcome> repeat(GraphRequest request, int number) {
        return call(number, request).thenCompose(settled -> {
            if (!(settled instanceof Unknown unknown)) {
                return CompletableFuture.completedFuture(settled);
            }
            return mayWait(number)
                    ? repeat(request, number + 1)
                    : CompletableFuture.failedFuture(failures.notDone(unknown.result(), effort, retryTimeout));
        });
    }

    /** Makes a request that deletes a message. @return whether it is there no more */
    CompletionStage<Boolean> delete(GraphRequest request) {
        return repeat(request).thenApply(outcome -> outcome instanceof Done || ((Refused) outcome).is(NOT_FOUND));
    }

    /**
     * Asks the mailbox after a wait that grows with the number, counted from one, until it has said something; completes with
     * its answer, or exceptionally when it refuses to tell.
     */
    CompletionStage<Answer> ask(int number, GraphRequest request) {
        return askAfter(waitBefore(number), request);
    }

    /** As {@link #ask}, after that wait. */
    CompletionStage<Answer> askAfter(Duration wait, GraphRequest request) {
        return attempt(() -> graph.send(request), wait, 1)
                .thenCompose(outcome ->
                        outcome instanceof Unknown ? repeat(request) : CompletableFuture.completedFuture(outcome))
                .thenCompose(outcome -> outcome instanceof Done done
                        ? CompletableFuture.completedFuture(done.answer())
                        : CompletableFuture.failedFuture(failures.refused(((Refused) outcome).answer(), effort)));
    }

    /** As {@link #ask}, after a wait that is no failure's and does not count for the time limit. */
    CompletionStage<Answer> askLater(Duration wait, GraphRequest request) {
        granted = granted.plus(wait);
        return askAfter(wait, request);
    }

    private CompletionStage<StepOutcome> attempt(
            Supplier<CompletionStage<GraphResult>> request, Duration wait, int number) {
        effort = effort.waited(wait);
        Supplier<CompletionStage<Judgement>> work = () -> {
            effort = effort.attempted();
            meter.requested();
            return request.get().thenApply(result -> judge(result, number));
        };
        CompletionStage<Judgement> judged =
                wait.isZero() ? gate.through(ticket, work) : gate.throughAfter(wait, ticket, work);
        return judged.thenComposeAsync(
                judgement -> {
                    if (judgement instanceof Judgement.Settled settled) {
                        return CompletableFuture.completedFuture(settled.outcome());
                    }
                    if (judgement instanceof Judgement.Again again) {
                        meter.repeated();
                        return attempt(request, again.after(), number + 1);
                    }
                    return CompletableFuture.failedFuture(((Judgement.Failed) judgement).failure());
                },
                worker);
    }

    /** Still inside the gate, so that nothing slips through before a pause. */
    private Judgement judge(GraphResult result, int number) {
        meter.note(result);
        asked = Duration.ZERO;
        if (result instanceof Answer answer) {
            effort = effort.answered(answer.status());
            return judge(answer, number);
        }
        if (result instanceof NothingSent nothing) {
            Duration wait = backoff.after(nothing.retryAfter(), number);
            return affords(wait)
                    ? new Judgement.Again(wait)
                    : new Judgement.Failed(failures.unreachable(nothing, effort, retryTimeout));
        }
        if (result instanceof SignInRefused refused) {
            return new Judgement.Failed(refused.cause().ofMail(effort));
        }
        return new Judgement.Settled(new Unknown(result));
    }

    private Judgement judge(Answer answer, int number) {
        if (answer.isThrottled()) {
            Duration wait = backoff.after(answer.retryAfter(), number);
            if (!affords(wait)) {
                // Those that wait need not find out one by one.
                gate.pause(ticket.mailbox(), shortest(wait, retryTimeout));
                return new Judgement.Failed(failures.throttled(answer, effort, retryTimeout));
            }
            gate.pause(ticket.mailbox(), wait);
            effort = effort.waited(wait);
            return new Judgement.Again(Duration.ZERO);
        }
        if (answer.isSuccess()) {
            return new Judgement.Settled(new Done(answer));
        }
        if (RepeatPolicy.mayHaveSent(answer)) {
            asked = answer.retryAfter().orElse(Duration.ZERO);
            return new Judgement.Settled(new Unknown(answer));
        }
        return new Judgement.Settled(new Refused(answer));
    }

    private static Duration longest(Duration... durations) {
        return Collections.max(List.of(durations));
    }

    private static Duration shortest(Duration... durations) {
        return Collections.min(List.of(durations));
    }

    private Duration counted() {
        return effort.waited().minus(granted);
    }

    private boolean affords(Duration wait) {
        return counted().plus(wait).compareTo(retryTimeout) <= 0;
    }
}
