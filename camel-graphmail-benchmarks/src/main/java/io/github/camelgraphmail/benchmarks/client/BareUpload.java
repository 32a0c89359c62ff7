package io.github.camelgraphmail.benchmarks.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/** Makes the requests of an upload session over HTTP/1.1, one after the other, and blocks meanwhile. */
final class BareUpload implements MailSender {

    /** As large as the component's. */
    private static final int RANGE_BYTES = 12 * 320 * 1024;

    private final URI server;
    private final Path file;
    private final List<CloseableHttpAsyncClient> clients;
    private final ObjectMapper json = new ObjectMapper();

    BareUpload(ServerAccess server, Path file) {
        this.server = server.uri();
        this.file = file;
        this.clients = new BareClients(server).http1(1);
    }

    @Override
    public void send(String mailbox, Consumer<Throwable> end) {
        try {
            upload("/v1.0/users/" + mailbox + "/messages");
            end.accept(null);
        } catch (IOException | ExecutionException | InterruptedException e) {
            end.accept(e);
        }
    }

    private void upload(String messages) throws IOException, ExecutionException, InterruptedException {
        String draft = json.readTree(post(messages, "{}")).path("id").asText();
        String message = messages + "/" + draft;
        URI session = URI.create(json.readTree(post(message + "/attachments/createUploadSession", "{}"))
                .path("uploadUrl")
                .asText());
        long total = Files.size(file);
        try (InputStream content = Files.newInputStream(file)) {
            for (long offset = 0; offset < total; offset += RANGE_BYTES) {
                byte[] range = content.readNBytes(RANGE_BYTES);
                BasicHttpRequest put = new BasicHttpRequest("PUT", session);
                put.addHeader("Content-Range", "bytes " + offset + "-" + (offset + range.length - 1) + "/" + total);
                answer(put, new BasicAsyncEntityProducer(range, ContentType.APPLICATION_OCTET_STREAM));
            }
        }
        post(message + "/send", "");
    }

    private String post(String path, String content) throws IOException, ExecutionException, InterruptedException {
        return answer(
                new BasicHttpRequest("POST", server.resolve(path)),
                new BasicAsyncEntityProducer(content, ContentType.APPLICATION_JSON));
    }

    private String answer(BasicHttpRequest request, AsyncEntityProducer content)
            throws IOException, ExecutionException, InterruptedException {
        SimpleHttpResponse response = clients.get(0)
                .execute(new BasicRequestProducer(request, content), SimpleResponseConsumer.create(), null)
                .get();
        if (response.getCode() >= 300) {
            throw new IOException(request + ": status " + response.getCode());
        }
        return response.getBodyText();
    }

    @Override
    public void close() {
        clients.forEach(client -> client.close(CloseMode.IMMEDIATE));
    }
}
