package io.github.camelgraphmail.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.HttpAsyncClient;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends the same bytes again and again with HttpClient and nothing around it: what any sender that uses this client costs at
 * least.
 */
final class BareSender implements MailSender {

    private static final String TOKEN = "Bearer " + "x".repeat(1500);

    private final URI server;
    private final byte[] content;
    private final List<CloseableHttpAsyncClient> clients;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param clients started; they take turns, and are closed with this */
    BareSender(URI server, byte[] content, List<CloseableHttpAsyncClient> clients) {
        this.server = server;
        this.content = content;
        this.clients = clients;
    }

    @Override
    public void send(String mailbox, Consumer<Throwable> end) {
        BasicHttpRequest request = new BasicHttpRequest("POST", server.resolve("/v1.0/users/" + mailbox + "/sendMail"));
        request.addHeader("Authorization", TOKEN);
        request.addHeader("client-request-id", UUID.randomUUID().toString());
        HttpAsyncClient client = clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
        client.execute(
                new BasicRequestProducer(request, new BasicAsyncEntityProducer(content, ContentType.APPLICATION_JSON)),
                SimpleResponseConsumer.create(),
                null,
                HttpClientContext.create(),
                new Answer(end));
    }

    @Override
    public void close() {
        for (CloseableHttpAsyncClient client : clients) {
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private record Answer(Consumer<Throwable> end) implements FutureCallback<SimpleHttpResponse> {

        @Override
        public void completed(SimpleHttpResponse response) {
            end.accept(response.getCode() == 202 ? null : new IOException("Status " + response.getCode()));
        }

        @Override
        public void failed(Exception failure) {
            end.accept(failure);
        }

        @Override
        public void cancelled() {
            end.accept(new IOException("Cancelled"));
        }
    }
}
