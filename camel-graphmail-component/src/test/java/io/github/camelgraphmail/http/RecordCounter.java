package io.github.camelgraphmail.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a server, which counts the TLS records that pass with content of the application. */
final class RecordCounter {

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-5.1">RFC 8446, Record Layer</a> */
    private static final int APPLICATION_DATA = 23;

    private static final int HEAD = 5;

    private final AtomicInteger records = new AtomicInteger();
    private final NetServer listener;

    RecordCounter(Vertx vertx, int server) {
        listener = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            vertx.createNetClient().connect(server, "localhost").onSuccess(upstream -> relay(client, upstream));
        });
        listener.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return listener.actualPort();
    }

    int records() {
        return records.get();
    }

    private void relay(NetSocket client, NetSocket upstream) {
        Handler<Buffer> counting = counting();
        client.handler(bytes -> {
            counting.handle(bytes);
            upstream.write(bytes);
        });
        upstream.handler(client::write);
        client.closeHandler(end -> upstream.close());
        upstream.closeHandler(end -> client.close());
        client.resume();
    }

    private Handler<Buffer> counting() {
        Buffer seen = Buffer.buffer();
        int[] next = {0};
        return bytes -> {
            seen.appendBuffer(bytes);
            while (seen.length() >= next[0] + HEAD) {
                if (seen.getUnsignedByte(next[0]) == APPLICATION_DATA) {
                    records.incrementAndGet();
                }
                next[0] += HEAD + seen.getUnsignedShort(next[0] + 3);
            }
        };
    }
}
