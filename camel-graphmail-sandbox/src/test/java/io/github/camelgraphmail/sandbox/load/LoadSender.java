package io.github.camelgraphmail.sandbox.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends mails as fast as they are taken, from a JVM of its own: two at a time as each mailbox. Arguments: the sandbox's HTTPS
 * address, its truststore and the password of that, a token, how many mailboxes, how many mails. It prints how many were taken,
 * how many were not, and how many milliseconds that took.
 */
final class LoadSender {

    private static final int LANES = 2;
    private static final int ACCEPTED = 202;

    private final HttpClient client;
    private final URI sandbox;
    private final String token;
    private final AtomicInteger left;
    private final LongAdder taken = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Buffer mail = Buffer.buffer("{\"message\":{\"subject\":\"Load\",\"body\":{\"contentType\":\"html\","
            + "\"content\":\"<p>" + "x".repeat(1000) + "</p>\"},\"toRecipients\":[{\"emailAddress\":"
            + "{\"address\":\"ops@contoso.com\"}}]}}");

    private LoadSender(HttpClient client, URI sandbox, String token, int mails) {
        this.client = client;
        this.sandbox = sandbox;
        this.token = token;
        this.left = new AtomicInteger(mails);
    }

    static String mailbox(int number) {
        return "m" + number + "@contoso.com";
    }

    public static void main(String[] args) throws InterruptedException {
        int mailboxes = Integer.parseInt(args[4]);
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(mailboxes * LANES)
                .setSsl(true)
                .setTrustOptions(new PfxOptions().setPath(args[1]).setPassword(args[2])));
        LoadSender sender = new LoadSender(client, URI.create(args[0]), args[3], Integer.parseInt(args[5]));
        CountDownLatch lanes = new CountDownLatch(mailboxes * LANES);
        long start = System.nanoTime();
        for (int lane = 0; lane < mailboxes * LANES; lane++) {
            sender.send(mailbox(lane % mailboxes), lanes);
        }
        lanes.await();
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(sender.taken.sum() + " " + sender.failed.sum() + " " + millis);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void send(String mailbox, CountDownLatch lanes) {
        if (left.getAndDecrement() <= 0) {
            lanes.countDown();
            return;
        }
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(sandbox.getHost())
                        .setPort(sandbox.getPort())
                        .setURI("/v1.0/users/" + mailbox + "/sendMail")
                        .putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/json"))
                .compose(request -> request.send(mail))
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(ended -> {
                    (ended.succeeded() && ended.result() == ACCEPTED ? taken : failed).increment();
                    send(mailbox, lanes);
                });
    }
}
