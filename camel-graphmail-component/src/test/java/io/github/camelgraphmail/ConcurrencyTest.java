package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many mails at a time, to a Graph that takes its time and refuses a fifth request to a mailbox. */
class ConcurrencyTest extends SandboxTestSupport {

    private static final int MAILBOXES = 5;
    private static final int MAILS = 400;

    @BeforeAll
    static void takeTime() {
        sandbox.close();
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Set<String> mailboxes = IntStream.range(0, MAILBOXES)
                .mapToObj(number -> "box" + number + "@contoso.com")
                .collect(Collectors.toSet());
        sandbox = GraphMailSandbox.start(defaults.withTenant(new Tenant(
                        defaults.tenant().id(), mailboxes, defaults.tenant().apps()))
                .withBehaviour(GraphBehaviour.DEFAULT.withLatency(Duration.ofMillis(100))));
    }

    @Test
    void neverHasMoreThanFourRequestsInFlightForAMailbox() {
        AtomicInteger mostThreads = new AtomicInteger();

        List<CompletableFuture<Exchange>> mails = IntStream.range(0, MAILS)
                .mapToObj(
                        number -> template.asyncSend(endpoint(number % MAILBOXES, ""), exchange -> exchange.getMessage()
                                .setBody("mail " + number)))
                .toList();
        await().until(() -> {
            mostThreads.accumulateAndGet(threadsOfOurs(), Math::max);
            return mails.stream().allMatch(CompletableFuture::isDone);
        });

        assertThat(mails)
                .allSatisfy(mail -> assertThat(mail.join().getException()).isNull());
        assertThat(sandbox.mails()).hasSize(MAILS);
        for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
            assertThat(sandbox.limits().mostInFlight(sender(mailbox))).isEqualTo(4);
        }
        assertThat(sandbox.limits().refused()).isZero();
        assertThat(mostThreads).hasValueLessThanOrEqualTo(16);
    }

    @Test
    void holdsCallersBackWhileTooManyMailsWait() throws Exception {
        for (int i = 0; i < 4; i++) {
            sandbox.faults().once(new Fault(Fault.Operation.SEND_MAIL, Fault.Moment.BEFORE, Fault.stall()));
        }
        Endpoint endpoint = context.getEndpoint(endpoint(0, "&maxPendingPerMailbox=3&requestTimeout=2000"));
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        AtomicInteger takenOver = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Thread> callers = IntStream.range(0, 20)
                .mapToObj(number -> new Thread(() -> {
                    Exchange exchange = endpoint.createExchange();
                    exchange.getMessage().setBody("mail " + number);
                    producer.process(exchange, doneSync -> ended.incrementAndGet());
                    takenOver.incrementAndGet();
                }))
                .toList();

        callers.forEach(Thread::start);

        // Four in flight, which get no answer, and three that wait; the others are held back.
        await().until(() -> heldBack(callers) == 13);
        assertThat(takenOver).hasValue(7);
        await().untilAsserted(() -> assertThat(ended).hasValue(20));
        assertThat(sandbox.mails()).hasSize(16);
        producer.stop();
    }

    private static long heldBack(List<Thread> callers) {
        return callers.stream()
                .filter(caller -> caller.getState() == Thread.State.WAITING)
                .count();
    }

    private static int threadsOfOurs() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("GraphMail"))
                .count();
    }

    private static String endpoint(int mailbox, String more) {
        return "graphmail:" + sender(mailbox) + "?to=ops@contoso.com" + more;
    }

    private static String sender(int mailbox) {
        return "box" + mailbox + "@contoso.com";
    }
}
