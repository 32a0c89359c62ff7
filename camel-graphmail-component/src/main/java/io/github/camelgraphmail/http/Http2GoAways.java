package io.github.camelgraphmail.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.apache.hc.core5.util.Identifiable;

/**
 * Hears when a server is about to close a connection and how far it has come there: what lies beyond was not looked at and is safe to be sent
 * again. HttpCore reads that frame, but applies it to the server's streams alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#name-goaway">RFC 9113, GOAWAY</a>
 */
final class Http2GoAways implements H2StreamListener {

    private final Consumer<String> closing;
    private final Set<Http2Exchange> begun = ConcurrentHashMap.newKeySet();

    /** Whose head the thread writes at the moment. */
    private final ThreadLocal<Http2Exchange> writing = new ThreadLocal<>();

    /** @param closing is told the id of a connection that is about to close */
    Http2GoAways(Consumer<String> closing) {
        this.closing = closing;
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
        if (!frame.isType(FrameType.GOAWAY)) {
            return;
        }
        ByteBuffer payload = frame.getPayload();
        if (payload == null || payload.remaining() < Integer.BYTES || !(connection instanceof Identifiable session)) {
            return;
        }
        int last = payload.getInt(payload.position()) & Integer.MAX_VALUE;
        closing.accept(session.getId());
        for (Http2Exchange exchange : begun) {
            if (exchange.connection().equals(session.getId()) && exchange.stream() > last && begun.remove(exchange)) {
                exchange.refused();
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
