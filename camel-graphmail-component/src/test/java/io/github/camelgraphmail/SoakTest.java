package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.SoakLedger.End;
import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.scope.ProbePace;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many mails through a Graph where all kinds of things go wrong all the time. */
class SoakTest extends SandboxTestSupport {

    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);

    private static final int MAILS = Soak.isWanted() ? 20_000 : 1_500;
    private static final int MAILBOXES = 40;
    private static final int CAPACITY = 20_000;
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SEED = Soak.seed();

    private final SoakLedger ledger = new SoakLedger(MAILS);
    private final List<String> leftDrafts = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();

    @BeforeAll
    static void startTroubledSandbox() {
        sandbox.close();
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant()
                .apps()
                .get(0)
                .withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        Set<String> mailboxes =
                IntStream.range(0, MAILBOXES).mapToObj(SoakSender::mailbox).collect(Collectors.toSet());
        sandbox = GraphMailSandbox.start(defaults.withTenant(
                        new Tenant(defaults.tenant().id(), mailboxes, List.of(app)))
                .withCapacity(CAPACITY)
                .withBehaviour(GraphBehaviour.DEFAULT.withLatency(LATENCY).withSeed(SEED)));
        new RandomFaults(sandbox.faults(), new Random(SEED)).play();
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = new DefaultCamelContext();
        GraphMailComponent component = new GraphMailComponent(
                new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(300)), ProbePace.DEFAULT);
        signIn(component.getConfiguration());
        context.addComponent("graphmail", component);
        return context;
    }

    @Test
    void losesNothingDoublesNothingAndKeepsNothing() throws Exception {
        SoakSender sender = new SoakSender(template, ledger, MAILBOXES);
        sender.send(0, MAILS / 3);
        takeStock();
        sender.send(MAILS / 3, MAILS);
        takeStock();

        String figures = figures(sender);
        LOG.info(figures);
        assertThat(ledger.oddities()).as(figures).isEmpty();
        assertThat(ledger.wronglyAccepted(End.WELL, times -> times == 1))
                .as(figures)
                .isEmpty();
        assertThat(ledger.wronglyAccepted(End.NOT_SENT, times -> times == 0))
                .as(figures)
                .isEmpty();
        assertThat(ledger.wronglyAccepted(End.UNKNOWN, times -> times <= 1))
                .as(figures)
                .isEmpty();
        assertThat(ledger.ended(End.WELL).filter(SoakSender::hasKey))
                .as(figures)
                .hasSize((MAILS + 2) / 3);
        assertThat(leftDrafts).as(figures).isEmpty();
        assertThat(ledger.ended(End.UNKNOWN)).as(figures).isNotEmpty();
        if (Soak.isWanted()) {
            assertThat(sender.repetitions()).as(figures).isPositive();
        }
        assertThat(sender.mostThreads()).as(figures).isBetween(1, 16);
        assertThat(heap.get(1) - heap.get(0)).as(figures).isLessThan(8 * MEGABYTE);
    }

    /** Counts what was accepted, has the sandbox forget it, and measures what is still in memory then. */
    private void takeStock() {
        sandbox.mails().forEach(mail -> ledger.accepted(Integer.parseInt(mail.subject())));
        IntStream.range(0, MAILBOXES)
                .mapToObj(SoakSender::mailbox)
                .flatMap(mailbox -> sandbox.drafts(mailbox).stream())
                .forEach(draft -> leftDrafts.add(draft.message().subject()));
        sandbox.clear();
        heap.add(usedHeap());
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

    private String figures(SoakSender sender) {
        return ("seed %d: %d mails; ended well %d (accepted %d), not sent %d (accepted %d), unknown %d (accepted %d);"
                        + " mails with a key sent again %d times, drafts left %d; threads %d, heap %s KB")
                .formatted(
                        SEED,
                        MAILS,
                        ledger.ended(End.WELL).count(),
                        ledger.acceptedOf(End.WELL),
                        ledger.ended(End.NOT_SENT).count(),
                        ledger.acceptedOf(End.NOT_SENT),
                        ledger.ended(End.UNKNOWN).count(),
                        ledger.acceptedOf(End.UNKNOWN),
                        sender.repetitions(),
                        leftDrafts.size(),
                        sender.mostThreads(),
                        heap.stream().map(used -> used / 1024).toList());
    }
}
