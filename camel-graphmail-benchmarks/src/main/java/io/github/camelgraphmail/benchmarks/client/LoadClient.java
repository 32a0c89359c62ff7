package io.github.camelgraphmail.benchmarks.client;

import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/** Sends mails for a while, in a process of its own, and says what that took. */
public final class LoadClient {

    /** As a multiple of what it should take. */
    private static final int LONGEST_WARM_UP = 24;

    private LoadClient() {}

    /** @param arguments a {@link LoadPlan}; a {@link LoadResult} is printed */
    public static void main(String[] arguments) throws Exception {
        ProcessText text = new ProcessText();
        LoadPlan plan = text.read(arguments[0], LoadPlan.class);
        System.out.println(text.write(measure(plan)));
        System.exit(0);
    }

    static LoadResult measure(LoadPlan plan) throws Exception {
        try (MailSender sender = sender(plan);
                UsageMeter meter = new UsageMeter()) {
            ClosedLoop loop = new ClosedLoop(sender, plan.inFlight(), plan.mailboxes());
            loop.start();
            warmUp(loop, plan);
            long before = loop.accepted();
            Usage start = meter.usage();
            loop.runFor(plan.seconds());
            Usage usage = meter.usage().since(start);
            long mails = loop.accepted() - before;
            loop.stop();
            return new LoadResult(
                    mails, usage, PreparedMail.request(plan.mail()).length, meter.mostThreadsOfTheComponent());
        }
    }

    /** While the JIT compiler still works, its share is larger than that of what is measured, and not the same for each client. */
    private static void warmUp(ClosedLoop loop, LoadPlan plan) throws InterruptedException {
        loop.runFor(plan.warmUp());
        JitCompiler compiler = new JitCompiler();
        for (int second = 0; second < LONGEST_WARM_UP * plan.warmUp() && !compiler.hasRested(); second++) {
            loop.runFor(1);
        }
    }

    private static MailSender sender(LoadPlan plan) throws Exception {
        return switch (plan.client()) {
            case ROUTE -> new RouteSender(plan.server(), plan.mail());
            case BARE_HTTP_2 -> bare(plan, new BareClients(plan.server()).http2(plan.inFlight()));
            case BARE_HTTP_1 -> bare(plan, new BareClients(plan.server()).http1(plan.inFlight()));
        };
    }

    private static MailSender bare(LoadPlan plan, List<CloseableHttpAsyncClient> clients) throws IOException {
        return new BareSender(plan.server().uri(), PreparedMail.request(plan.mail()), clients);
    }
}
