package io.github.camelgraphmail.http;

import io.github.camelgraphmail.http.HttpOutcome.Answered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Reads an answer. What is larger than anything that Graph answers a mail with is cut off. */
final class AnswerConsumer implements AsyncResponseConsumer<Answered> {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int FIRST_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private HttpResponse response;
    private ByteArrayBuffer content;
    private FutureCallback<Answered> callback;

    @Override
    public void consumeResponse(
            HttpResponse head, EntityDetails entity, HttpContext context, FutureCallback<Answered> resultCallback) {
        response = head;
        callback = resultCallback;
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void informationResponse(HttpResponse head, HttpContext context) {
        // Something else follows.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        if (content == null) {
            content = new ByteArrayBuffer(FIRST_BYTES);
        }
        byte[] taken = new byte[Math.min(bytes.remaining(), MOST_BYTES - content.length())];
        bytes.get(taken);
        content.append(taken, 0, taken.length);
        bytes.position(bytes.limit());
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        complete();
    }

    private void complete() {
        callback.completed(
                new Answered(response.getCode(), headers(), content == null ? NOTHING : content.toByteArray()));
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    List.of(header.getValue()),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return headers;
    }

    @Override
    public void failed(Exception cause) {
        // Whoever made the request is told by the client.
    }

    @Override
    public void releaseResources() {
        content = null;
    }
}
