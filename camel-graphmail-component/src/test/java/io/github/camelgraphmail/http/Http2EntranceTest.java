package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.http.HttpOutcome.NothingSent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that come to a connection, whose own thread is played by the test. */
class Http2EntranceTest {

    private final Http2Refusals refusals = new Http2Refusals(new NoWishes());
    private final Queue<AsyncClientExchangeHandler> handedOver = new ConcurrentLinkedQueue<>();
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Queue<String> withdrawn = new ConcurrentLinkedQueue<>();
    private final Http2Entrance entrance = new Http2Entrance(session());
    private volatile boolean open = true;

    @Test
    void handsOneOverUntilItIsWrittenAndThenTheOthersInOrder() throws Exception {
        enter("first");
        enter("second");
        enter("third");
        assertThat(handedOver).hasSize(1);

        writeNext();
        assertThat(handedOver).hasSize(2);
        writeNext();
        writeNext();
        assertThat(written).containsExactly("first", "second", "third");

        enter("later");
        assertThat(handedOver).hasSize(1);
        writeNext();
        assertThat(written).endsWith("later");
    }

    @Test
    void takesTheOthersFromAConnectionThatForgetsTheFirst() throws Exception {
        enter("first");
        enter("second");

        handedOver.remove().failed(new ConnectionClosedException());

        writeNext();
        assertThat(withdrawn).containsExactly("first");
        assertThat(written).containsExactly("second");
    }

    @Test
    void tellsAllOfAConnectionThatHasClosed() {
        enter("first");
        enter("second");

        open = false;
        handedOver.remove().failed(new ConnectionClosedException());
        enter("third");

        assertThat(withdrawn).containsExactlyInAnyOrder("first", "second", "third");
    }

    /** A server that lets no more through at the moment keeps the first waiting for as long as it likes. */
    @Test
    void letsTheOthersInWhenTheFirstIsLate() throws Exception {
        Entering first = enter("first");
        enter("second");
        assertThat(handedOver).hasSize(1);

        first.isLate();
        assertThat(handedOver).hasSize(2);
        handedOver.remove();
        writeNext();

        assertThat(written).containsExactly("second");
        assertThat(first.pending.outcome().toCompletableFuture())
                .isCompletedWithValueMatching(NothingSent.class::isInstance);
    }

    @Test
    void leavesOutWhatHasEndedWhileItWaited() throws Exception {
        enter("first");
        Entering second = enter("second");
        enter("third");

        second.isLate();
        writeNext();
        assertThat(handedOver).hasSize(1);
        writeNext();

        assertThat(written).containsExactly("first", "third");
    }

    /** It becomes the first of those that wait when there is nobody before it any more. */
    @Test
    void isNotHeldUpByAFirstThatHasEndedBefore() throws Exception {
        Entering ended = new Entering("ended");
        ended.isLate();

        entrance.enter(ended.exchange);
        enter("next");

        writeNext();
        assertThat(written).containsExactly("next");
    }

    @Test
    @Timeout(60)
    void losesNobodyAmongManyThreads() throws Exception {
        int threads = 4;
        int each = 20_000;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        Queue<Entering> entered = new ConcurrentLinkedQueue<>();
        try {
            for (int thread = 0; thread < threads; thread++) {
                String name = thread + " ";
                callers.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        Entering entering = enter(name + i);
                        entered.add(entering);
                        if (i % 7 == 0) {
                            entering.isLate();
                        }
                    }
                    return null;
                });
            }
            start.countDown();
            callers.shutdown();
            while (!callers.isTerminated() || !handedOver.isEmpty()) {
                AsyncClientExchangeHandler next = handedOver.poll();
                if (next != null) {
                    writeUnlessEnded(next);
                }
            }
            assertThat(written).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(threads * (each - each / 7 - 1));
            // One that ends just as it is to be written is neither written nor withdrawn, but its caller knows.
            Set<String> sent = Set.copyOf(written);
            assertThat(entered)
                    .hasSize(threads * each)
                    .allMatch(one -> sent.contains(one.name) || one.pending.isDone());
        } finally {
            callers.shutdownNow();
        }
    }

    private final class Entering {

        private final String name;
        private final PendingCall pending;
        private final Http2Exchange exchange;

        private Entering(String name) {
            this.name = name;
            HttpCall call = new HttpCall(
                    "POST",
                    HttpTarget.of(URI.create("https://localhost/" + name.replace(' ', '-'))),
                    Map.of("name", name),
                    "application/json",
                    new byte[10],
                    Duration.ofSeconds(20));
            pending = new PendingCall(call, Optional.empty());
            exchange = new Http2Exchange(pending, refusals);
            exchange.whenWithdrawn(cause -> withdrawn.add(name));
        }

        private void isLate() {
            pending.failed(new IOException("late"));
            exchange.abandon();
        }
    }

    private Entering enter(String name) {
        Entering entering = new Entering(name);
        entrance.enter(entering.exchange);
        return entering;
    }

    private void writeNext() throws HttpException, IOException {
        write(handedOver.remove());
    }

    private void write(AsyncClientExchangeHandler request) throws HttpException, IOException {
        request.produceRequest(
                (head, entity, context) -> written.add(head.getHeader("name").getValue()), HttpCoreContext.create());
    }

    private void writeUnlessEnded(AsyncClientExchangeHandler request) throws IOException {
        try {
            write(request);
        } catch (HttpException ended) {
            assertThat(ended).isInstanceOf(ProtocolException.class);
        }
    }

    private IOSession session() {
        return (IOSession) Proxy.newProxyInstance(
                IOSession.class.getClassLoader(), new Class<?>[] {IOSession.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "enqueue" -> {
                            handedOver.add(((RequestExecutionCommand) arguments[0]).getExchangeHandler());
                            return null;
                        }
                        case "isOpen" -> {
                            return open;
                        }
                        case "getId" -> {
                            return "connection";
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static final class NoWishes implements Http2Refusals.Listener {

        @Override
        public void closing(String connection) {
            throw new AssertionError("Nobody said so");
        }

        @Override
        public void limited(String connection, int requests) {
            throw new AssertionError("Nobody said so");
        }
    }
}
