package io.github.camelgraphmail.http;

import io.github.camelgraphmail.http.HttpOutcome.AnswerLost;
import io.github.camelgraphmail.http.HttpOutcome.Answered;
import io.github.camelgraphmail.http.HttpOutcome.NothingSent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * One request and what becomes of it: the first word on that counts. Whether it was written is settled with it: what has ended
 * is not written any more, and what was begun never ends as not sent.
 */
final class PendingCall implements FutureCallback<Answered> {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HttpCall call;
    private final Optional<ProxyServer> proxy;
    private final CompletableFuture<HttpOutcome> outcome = new CompletableFuture<>();
    private final long deadline;
    private volatile WhenLate whenLate;

    // Both are guarded by this.
    private boolean begun;
    private boolean ended;

    /** @param proxy through which the request goes; empty for none */
    PendingCall(HttpCall call, Optional<ProxyServer> proxy) {
        this.call = call;
        this.proxy = proxy;
        this.deadline = System.nanoTime() + call.timeout().toNanos();
    }

    HttpCall call() {
        return call;
    }

    /** Completes never exceptionally. */
    CompletionStage<HttpOutcome> outcome() {
        return outcome;
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /** Says that the request is about to be written. @return whether it still may be */
    synchronized boolean begin() {
        begun |= !ended;
        return !ended;
    }

    /**
     * Says what to do when the request has not ended by itself in time.
     *
     * @param before comes before anybody hears of it
     * @param after is to stop what still goes on then
     */
    void whenLate(Runnable before, Runnable after) {
        whenLate = new WhenLate(before, after);
    }

    private record WhenLate(Runnable before, Runnable after) {}

    /** @param now as {@link System#nanoTime} has it */
    void endIfLate(long now) {
        WhenLate actions = whenLate;
        if (now - deadline < 0 || isDone() || actions == null) {
            return;
        }
        actions.before().run();
        failed(new SocketTimeoutException("No answer within " + call.timeout().toMillis() + " ms"));
        actions.after().run();
    }

    @Override
    public void completed(Answered answer) {
        boolean written = end();
        // An answer to the request for a tunnel, or one that only a proxy gives: nobody else has seen the request.
        if (proxy.isPresent() && (!written || answer.status() == PROXY_AUTHENTICATION_REQUIRED)) {
            outcome.complete(new NothingSent(refusal(answer.status())));
        } else {
            outcome.complete(answer);
        }
    }

    @Override
    public void failed(Exception failure) {
        IOException cause = failure instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
        outcome.complete(end() ? new AnswerLost(cause) : new NothingSent(cause));
    }

    /** The server has said that it did not look at the request, although it was written. */
    void refusedUnread(IOException cause) {
        end();
        outcome.complete(new NothingSent(cause));
    }

    /** @return whether the request was begun */
    private synchronized boolean end() {
        ended = true;
        return begun;
    }

    private IOException refusal(int status) {
        String what = "The proxy " + proxy.orElseThrow() + " (option proxyHost) answered " + status;
        return new IOException(
                status == PROXY_AUTHENTICATION_REQUIRED
                        ? what + ": it wants another proxyUsername and proxyPassword, by the Basic or Digest scheme"
                        : what + ": it does not connect to this address");
    }

    @Override
    public void cancelled() {
        failed(new InterruptedIOException("The request was cancelled"));
    }
}
