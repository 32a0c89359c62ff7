package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.Verdict.Accepted;
import io.github.camelgraphmail.delivery.Verdict.Failed;
import io.github.camelgraphmail.delivery.Verdict.PauseMailbox;
import io.github.camelgraphmail.delivery.Verdict.Repeat;
import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import io.github.camelgraphmail.graph.GraphResult.AnswerLost;
import io.github.camelgraphmail.graph.GraphResult.NothingSent;
import io.github.camelgraphmail.graph.GraphResult.SignInRefused;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what an attempt at a direct send means. What is known to have sent nothing is repeated within the time
 * limit; what may have sent the mail is not, since Graph has no way to tell a repetition from a second mail; a 202 never
 * is, whatever stands in its headers.
 */
final class RepeatPolicy {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Duration retryTimeout;
    private final UnknownOutcome unknownOutcome;
    private final Backoff backoff;
    private final GraphFailures failures;

    RepeatPolicy(Duration retryTimeout, UnknownOutcome unknownOutcome, Backoff backoff, GraphFailures failures) {
        this.retryTimeout = retryTimeout;
        this.unknownOutcome = unknownOutcome;
        this.backoff = backoff;
        this.failures = failures;
    }

    /**
     * @param attempts how many were made, this one included
     * @param elapsed since the first one began
     */
    Verdict judge(GraphResult result, int attempts, Duration elapsed) {
        if (result instanceof Answer answer) {
            return judge(answer, attempts, elapsed);
        }
        if (result instanceof NothingSent nothing) {
            Duration wait = wait(nothing.retryAfter(), attempts);
            return inTime(elapsed, wait)
                    ? new Repeat(wait)
                    : new Failed(failures.unreachable(nothing, attempts, retryTimeout));
        }
        if (result instanceof AnswerLost lost) {
            return unknown(attempts, elapsed, new Failed(failures.answerLost(lost, attempts)));
        }
        return new Failed(((SignInRefused) result).cause());
    }

    private Verdict judge(Answer answer, int attempts, Duration elapsed) {
        if (answer.isSuccess()) {
            return new Accepted(
                    new Delivered(DeliveryKind.DIRECT, answer.requestId(), answer.clientRequestId(), attempts));
        }
        if (answer.status() == TOO_MANY_REQUESTS) {
            Duration wait = wait(answer.retryAfter(), attempts);
            return inTime(elapsed, wait)
                    ? new PauseMailbox(wait)
                    : new Failed(failures.throttled(answer, attempts, retryTimeout));
        }
        if (answer.status() == REQUEST_TIMEOUT || answer.status() >= SERVER_ERROR) {
            return unknown(attempts, elapsed, new Failed(failures.unknown(answer, attempts)));
        }
        return new Failed(failures.rejected(answer, attempts));
    }

    private Verdict unknown(int attempts, Duration elapsed, Failed failed) {
        Duration wait = backoff.after(attempts);
        return unknownOutcome == UnknownOutcome.RESEND && inTime(elapsed, wait) ? new Repeat(wait) : failed;
    }

    private Duration wait(Optional<Duration> asked, int attempts) {
        return asked.orElseGet(() -> backoff.after(attempts));
    }

    private boolean inTime(Duration elapsed, Duration wait) {
        return elapsed.plus(wait).compareTo(retryTimeout) <= 0;
    }
}
