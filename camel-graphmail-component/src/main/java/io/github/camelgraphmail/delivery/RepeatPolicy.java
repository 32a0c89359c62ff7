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

/**
 * Decides what an attempt at a direct send means. What is known to have sent nothing is repeated within the time
 * limit; what may have sent the mail is not, since Graph has no way to tell a repetition from a second mail; a 202 never
 * is, whatever stands in its headers.
 */
final class RepeatPolicy {

    private static final int REQUEST_TIMEOUT = 408;
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

    /** What to do after an attempt, the last of those given. */
    Verdict judge(GraphResult result, Attempts attempts) {
        Verdict verdict = judgeAlone(result, attempts);
        return verdict instanceof Failed failed && attempts.mayHaveSent()
                ? new Failed(failures.afterAnUnknownAttempt(failed.failure(), attempts.effort()))
                : verdict;
    }

    /** Whether the mail may have gone out although no success was answered. */
    static boolean mayHaveSent(GraphResult result) {
        return result instanceof AnswerLost
                || result instanceof Answer answer
                        && !answer.isAccepted()
                        && (answer.isSuccess()
                                || answer.status() == REQUEST_TIMEOUT
                                || answer.status() >= SERVER_ERROR);
    }

    private Verdict judgeAlone(GraphResult result, Attempts attempts) {
        if (mayHaveSent(result)) {
            return unknown(result, attempts);
        }
        if (result instanceof Answer answer) {
            return judge(answer, attempts);
        }
        if (result instanceof NothingSent nothing) {
            Duration wait = backoff.after(nothing.retryAfter(), attempts.count());
            return inTime(attempts, wait)
                    ? new Repeat(wait)
                    : new Failed(failures.unreachable(nothing, attempts.effort(), retryTimeout));
        }
        return new Failed(((SignInRefused) result).cause().ofMail(attempts.effort()));
    }

    private Verdict judge(Answer answer, Attempts attempts) {
        if (answer.isAccepted()) {
            return new Accepted(answer);
        }
        if (answer.isThrottled()) {
            Duration wait = backoff.after(answer.retryAfter(), attempts.count());
            return inTime(attempts, wait)
                    ? new PauseMailbox(wait)
                    : new Failed(failures.throttled(answer, attempts.effort(), retryTimeout));
        }
        return new Failed(failures.rejected(answer, attempts.effort()));
    }

    private Verdict unknown(GraphResult result, Attempts attempts) {
        Duration wait = backoff.after(attempts.count());
        if (unknownOutcome == UnknownOutcome.RESEND && inTime(attempts, wait)) {
            return new Repeat(wait);
        }
        return new Failed(
                result instanceof Answer answer
                        ? failures.unknown(answer, attempts.effort())
                        : failures.answerLost((AnswerLost) result, attempts.effort()));
    }

    private boolean inTime(Attempts attempts, Duration wait) {
        return attempts.elapsed().plus(wait).compareTo(retryTimeout) <= 0;
    }
}
