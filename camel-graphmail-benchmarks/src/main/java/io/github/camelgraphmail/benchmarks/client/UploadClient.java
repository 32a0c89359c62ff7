package io.github.camelgraphmail.benchmarks.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends one large file by an upload session, in a process of its own, and says how long that took. */
public final class UploadClient {

    private static final String MAILBOX = "mailbox0@contoso.com";

    private UploadClient() {}

    /** @param arguments an {@link UploadPlan}; an {@link UploadResult} is printed */
    public static void main(String[] arguments) throws Exception {
        ProcessText text = new ProcessText();
        UploadPlan plan = text.read(arguments[0], UploadPlan.class);
        System.out.println(text.write(measure(plan)));
        System.exit(0);
    }

    static UploadResult measure(UploadPlan plan) throws Exception {
        try (MailSender sender = sender(plan)) {
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < plan.warmUps() + plan.times(); i++) {
                long start = System.nanoTime();
                send(sender);
                if (i >= plan.warmUps()) {
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            return new UploadResult(seconds);
        }
    }

    private static MailSender sender(UploadPlan plan) throws Exception {
        return plan.bare()
                ? new BareUpload(plan.server(), plan.file())
                : new RouteSender(plan.server(), new MailKind.WithFile(plan.file()));
    }

    private static void send(MailSender sender) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        sender.send(MAILBOX, failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        done.join();
    }
}
