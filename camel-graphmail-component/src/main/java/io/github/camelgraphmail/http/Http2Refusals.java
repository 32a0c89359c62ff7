package io.github.camelgraphmail.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.apache.hc.core5.util.Identifiable;

/**
 * Hears what a server says about requests that it does not look at, which are safe to be sent again: that it refuses a stream, and how far it
 * has come on a connection that it is about to close. HttpCore reads these frames, but does not tell the former from other
 * ends and applies the latter to the server's own streams. Also how many streams the server allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#name-goaway">RFC 9113, GOAWAY</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.7">RFC 9113, Request Reliability</a>
 */
final class Http2Refusals implements H2StreamListener {

    /** What else concerns a connection, which goes by its id. */
    interface Listener {

        /** The server is about to close it. */
        void closing(String connection);

        /** The server allows so many requests at a time on it. */
        void limited(String connection, int requests);
    }

    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int REFUSED_STREAM = 7;

    private final Listener listener;
    private final Set<Http2Exchange> begun = ConcurrentHashMap.newKeySet();

    /** Whose head the thread writes at the moment. */
    private final ThreadLocal<Http2Exchange> writing = new ThreadLocal<>();

    Http2Refusals(Listener listener) {
        this.listener = listener;
    }

    /** Just before the head of a request is written, on the same thread. */
    void begin(Http2Exchange exchange) {
        writing.set(exchange);
        begun.add(exchange);
    }

    void ended(Http2Exchange exchange) {
        begun.remove(exchange);
    }

    @Override
    public void onHeaderOutput(HttpConnection connection, int streamId, List<? extends Header> headers) {
        Http2Exchange exchange = writing.get();
        if (exchange != null) {
            exchange.onStream(streamId);
            writing.remove();
        }
    }

    @Override
    public void onFrameInput(HttpConnection connection, int streamId, RawFrame frame) {
        ByteBuffer payload = frame.getPayload();
        if (payload == null || !(connection instanceof Identifiable session)) {
            return;
        }
        // Not to be moved: HttpCore reads it after this.
        ByteBuffer content = payload.duplicate();
        if (frame.isType(FrameType.GOAWAY) && content.remaining() >= Integer.BYTES) {
            int last = content.getInt() & Integer.MAX_VALUE;
            listener.closing(session.getId());
            refuse(session.getId(), exchange -> exchange.stream() > last);
        } else if (frame.isType(FrameType.RST_STREAM)
                && content.remaining() >= Integer.BYTES
                && content.getInt() == REFUSED_STREAM) {
            refuse(session.getId(), exchange -> exchange.stream() == streamId);
        } else if (frame.isType(FrameType.SETTINGS)) {
            settings(session.getId(), content);
        }
    }

    private void refuse(String connection, Predicate<Http2Exchange> which) {
        for (Http2Exchange exchange : begun) {
            if (exchange.connection().equals(connection) && which.test(exchange) && begun.remove(exchange)) {
                exchange.refused();
            }
        }
    }

    private void settings(String connection, ByteBuffer settings) {
        while (settings.remaining() >= Short.BYTES + Integer.BYTES) {
            int name = settings.getShort();
            int value = settings.getInt();
            if (name == MAX_CONCURRENT_STREAMS && value >= 0) {
                listener.limited(connection, value);
            }
        }
    }

    @Override
    public void onHeaderInput(HttpConnection connection, int streamId, List<? extends Header> headers) {
        // Only the sending of requests is followed.
    }

    @Override
    public void onFrameOutput(HttpConnection connection, int streamId, RawFrame frame) {
        // Only what the server says is heard.
    }

    @Override
    public void onInputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
        // HttpCore's business.
    }

    @Override
    public void onOutputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
        // HttpCore's business.
    }
}
