package io.github.camelgraphmail.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.wire.SandboxClient;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many mails as fast as they come, from another JVM over HTTPS. With {@code -Dsoak=true} there are 60,000 of them, which is 1,000
 * a second for a minute; how long it took is logged, since it says more about the machine than about the sandbox.
 */
class LoadTest {

    private static final Logger LOG = LoggerFactory.getLogger(LoadTest.class);

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int FIRST = SOAK ? 10_000 : 1_500;
    private static final int MAILS = SOAK ? 60_000 : 1_500;
    private static final int MAILBOXES = 20;
    private static final int CAPACITY = 1_000;
    private static final long MEGABYTE = 1024 * 1024;

    private GraphMailSandbox sandbox;

    @BeforeEach
    void start() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        Set<String> mailboxes =
                IntStream.range(0, MAILBOXES).mapToObj(LoadSender::mailbox).collect(Collectors.toSet());
        sandbox = GraphMailSandbox.start(defaults.withTenant(new Tenant(
                        defaults.tenant().id(), mailboxes, defaults.tenant().apps()))
                .withCapacity(CAPACITY));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void takesEveryMailAndKeepsAsManyAsItIsToldTo() throws Exception {
        Result first = send(FIRST);
        long before = usedHeap();
        Result second = send(MAILS);
        long after = usedHeap();

        String figures = "%s; then %s; heap %d KB, then %d KB; load of the machine %.1f on %d processors"
                .formatted(
                        first,
                        second,
                        before / 1024,
                        after / 1024,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.getRuntime().availableProcessors());
        LOG.info(figures);
        assertThat(first.failed() + second.failed()).as(figures).isZero();
        assertThat(sandbox.accepted()).as(figures).isEqualTo(FIRST + MAILS);
        assertThat(sandbox.mails()).hasSize(CAPACITY);
        assertThat(after - before).as(figures).isLessThan(8 * MEGABYTE);
    }

    /** @param processorMillis of this JVM, the sandbox's */
    private record Result(int taken, int failed, long millis, long processorMillis) {

        @Override
        public String toString() {
            return "%d mails in %d ms, %d a second, for %.2f ms of a processor each"
                    .formatted(taken, millis, 1000L * taken / Math.max(millis, 1), (double) processorMillis / taken);
        }
    }

    private Result send(int mails) throws IOException, InterruptedException {
        String token = SandboxClient.plain(sandbox).token();
        long processor = processorNanos();
        Process sender = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // All the best code is worth its making where mails are many.
                        "-XX:TieredStopAtLevel=" + (SOAK ? 4 : 1),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadSender.class.getName(),
                        sandbox.https().toString(),
                        sandbox.trustStore().toString(),
                        sandbox.trustStorePassword(),
                        token,
                        String.valueOf(MAILBOXES),
                        String.valueOf(mails))
                .redirectError(Redirect.INHERIT)
                .start();
        String output = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertThat(sender.waitFor()).as(output).isZero();
        String[] figures = output.substring(output.lastIndexOf('\n') + 1).split(" ");
        return new Result(
                Integer.parseInt(figures[0]),
                Integer.parseInt(figures[1]),
                Long.parseLong(figures[2]),
                (processorNanos() - processor) / 1_000_000);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The lesser of two: what others do at the moment does not count. */
    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return LongStream.range(0, 2)
                .map(time -> {
                    memory.gc();
                    return memory.getHeapMemoryUsage().getUsed();
                })
                .min()
                .orElseThrow();
    }
}
