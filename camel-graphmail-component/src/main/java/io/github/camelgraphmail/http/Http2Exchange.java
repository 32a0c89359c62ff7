package io.github.camelgraphmail.http;

import io.github.camelgraphmail.http.HttpOutcome.Answered;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.ComplexCancellable;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.support.BasicClientExchangeHandler;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;

/** One request on a stream of an HTTP/2 connection. */
final class Http2Exchange {

    private enum State {
        WAITING,
        BEGUN,
        WITHDRAWN
    }

    private final PendingCall pending;
    private final Http2Refusals refusals;
    private final ComplexCancellable request = new ComplexCancellable();
    private Consumer<Exception> withdrawn = cause -> {};

    // Both are guarded by this.
    private State state = State.WAITING;
    private Runnable noLongerWaiting = () -> {};

    private volatile IOSession session;
    private volatile int stream;

    Http2Exchange(PendingCall pending, Http2Refusals refusals) {
        this.pending = pending;
        this.refusals = refusals;
    }

    /** Before it begins. @param action is told why nothing was sent, once and only then */
    void whenWithdrawn(Consumer<Exception> action) {
        withdrawn = action;
    }

    /** @param action comes once the request is about to be written or never will be, which may be now */
    void whenNoLongerWaiting(Runnable action) {
        synchronized (this) {
            if (state == State.WAITING) {
                noLongerWaiting = action;
                return;
            }
        }
        action.run();
    }

    /**
     * When the connection stands. The request is written as soon as the server lets another one through, on the connection's
     * thread, unless it has ended by then.
     */
    void runOn(IOSession connection) {
        session = connection;
        if (pending.isDone()) {
            cancel();
            return;
        }
        AsyncClientExchangeHandler handler = new BasicClientExchangeHandler<>(
                new Request(pending.call()), new AnswerConsumer(), new FutureCallback<>() {
                    @Override
                    public void completed(Answered answer) {
                        refusals.ended(Http2Exchange.this);
                        pending.completed(answer);
                    }

                    @Override
                    public void failed(Exception cause) {
                        Http2Exchange.this.failed(cause);
                    }

                    @Override
                    public void cancelled() {
                        cancel();
                    }
                });
        connection.enqueue(
                new RequestExecutionCommand(handler, null, request, HttpCoreContext.create()), Command.Priority.NORMAL);
        if (!connection.isOpen()) {
            // It may have closed before it saw the request.
            handler.failed(new ConnectionClosedException());
        }
    }

    String connection() {
        return session.getId();
    }

    int stream() {
        return stream;
    }

    void onStream(int number) {
        stream = number;
    }

    private synchronized boolean isBegun() {
        return state == State.BEGUN;
    }

    private boolean change(State to) {
        Runnable action;
        synchronized (this) {
            if (state != State.WAITING) {
                return false;
            }
            state = to;
            action = noLongerWaiting;
        }
        action.run();
        return true;
    }

    void failed(Exception cause) {
        if (change(State.WITHDRAWN)) {
            withdrawn.accept(cause);
        } else if (isBegun()) {
            refusals.ended(this);
            pending.failed(cause);
        }
    }

    /** The server has said that it did not look at the request. */
    void refused() {
        pending.refusedUnread(new RequestNotExecutedException("The server has not looked at the request"));
        request.cancel();
    }

    /** Whether there was a connection for it. */
    boolean isConnected() {
        return session != null;
    }

    void cancel() {
        failed(new ConnectionClosedException("The request was cancelled"));
    }

    /** No answer has come in time. */
    void abandon() {
        if (isConnected()) {
            cancel();
        }
        request.cancel();
    }

    /** Is written in one go with its head, unless it has ended by then. */
    private final class Request extends BasicRequestProducer {

        private Request(HttpCall call) {
            super(
                    head(call),
                    call.content().length() == 0 ? null : new SlicedContent(call.content(), call.contentType()));
        }

        @Override
        public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
            if (!change(State.BEGUN) || !pending.begin()) {
                // Of this kind, since HttpCore takes any other for the end of the whole connection.
                throw new ProtocolException("The request has ended before it was written");
            }
            refusals.begin(Http2Exchange.this);
            super.sendRequest(channel, context);
        }
    }

    private static BasicHttpRequest head(HttpCall call) {
        BasicHttpRequest request = new BasicHttpRequest(
                call.method(), call.target().host(), call.target().path());
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            // Nothing here logs headers. Indexed, the token is not sent with each mail; an id would only push it out.
            boolean isNewEachTime = header.getKey().equals("client-request-id");
            request.addHeader(new BasicHeader(header.getKey(), header.getValue(), isNewEachTime));
        }
        return request;
    }
}
