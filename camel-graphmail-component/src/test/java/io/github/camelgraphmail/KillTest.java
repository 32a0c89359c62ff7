package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.KillChain.Wreckage;
import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.AppRegistration;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.core.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that are killed (SIGKILL) while they send mails with idempotency keys, each followed by another one that sends what
 * nobody has heard of. Each mailbox shows what was done to it after a while only.
 */
class KillTest {

    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);

    private static final List<String> CHAINS = List.of("a", "b");
    private static final int KILLS = Soak.isWanted() ? 50 : 6;
    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final Duration VISIBILITY_DELAY = Duration.ofMillis(300);

    private final long seed = Soak.seed();
    private final ExecutorService threads = Executors.newFixedThreadPool(CHAINS.size());
    private GraphMailSandbox sandbox;

    @BeforeEach
    void startSandbox() {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        AppRegistration app = defaults.tenant()
                .apps()
                .get(0)
                .withRoles(Set.of(ServicePrincipal.MAIL_SEND, ServicePrincipal.MAIL_READ_WRITE));
        sandbox = GraphMailSandbox.start(defaults.withTenant(
                        new Tenant(defaults.tenant().id(), mailboxes().collect(Collectors.toSet()), List.of(app)))
                .withBehaviour(GraphBehaviour.DEFAULT.withLatency(LATENCY)));
        sandbox.delayVisibility(VISIBILITY_DELAY);
    }

    @AfterEach
    void stopAll() {
        threads.shutdownNow();
        sandbox.close();
    }

    @Test
    void sendsEachMailOnceHoweverOftenProcessesAreKilled() throws Exception {
        List<KillChain.Result> results = runChains();

        List<Wreckage> wreckages =
                results.stream().flatMap(result -> result.wreckages().stream()).toList();
        List<String> keys =
                results.stream().flatMap(result -> result.keys().stream()).toList();
        Set<String> sent = sentMessages();
        long beforeSend = wreckages.stream()
                .filter(wreckage -> !sent.containsAll(wreckage.drafts()))
                .count();
        long beforeAnswer = wreckages.stream()
                .filter(wreckage -> !wreckage.unheard().isEmpty())
                .count();
        String figures = "seed %d: %d kills, %d left drafts, %d left mails that nobody had heard of; %d keys, %d mails"
                .formatted(seed, wreckages.size(), beforeSend, beforeAnswer, keys.size(), sandbox.accepted());
        LOG.info(figures);

        assertThat(results).as(figures).allSatisfy(result -> assertThat(result.failures())
                .isEmpty());
        assertThat(wreckages).as(figures).hasSize(KILLS);
        assertThat(beforeSend).as(figures).isGreaterThanOrEqualTo(Math.max(1, KILLS / 8));
        assertThat(beforeAnswer).as(figures).isGreaterThanOrEqualTo(Math.max(1, KILLS / 8));
        assertThat(mailsByKey()).as(figures).containsOnlyKeys(keys);
        assertThat(mailsByKey()).as(figures).allSatisfy((key, mails) -> assertThat(mails)
                .as("mails of key " + key)
                .isEqualTo(1L));
        assertThat(sandbox.mails())
                .as(figures)
                .allSatisfy(mail -> assertThat(mail.message().attachments()).hasSize(1));
        assertThat(leftDrafts()).as(figures).isEmpty();
    }

    private List<KillChain.Result> runChains() throws Exception {
        Random seeds = new Random(seed);
        List<Callable<KillChain.Result>> runs = CHAINS.stream()
                .map(letter -> new KillChain(sandbox, letter, new Random(seeds.nextLong())))
                .<Callable<KillChain.Result>>map(chain -> () -> chain.run(KILLS / CHAINS.size()))
                .toList();
        List<KillChain.Result> results = new ArrayList<>();
        for (Future<KillChain.Result> run : threads.invokeAll(runs)) {
            results.add(run.get());
        }
        return results;
    }

    private Map<String, Long> mailsByKey() {
        return sandbox.mails().stream()
                .map(AcceptedMail::subject)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private Set<String> sentMessages() {
        return mailboxes()
                .flatMap(mailbox -> sandbox.sentItems(mailbox).stream())
                .map(MailItem::immutableId)
                .collect(Collectors.toSet());
    }

    private List<String> leftDrafts() {
        return mailboxes()
                .flatMap(mailbox -> sandbox.drafts(mailbox).stream())
                .map(MailItem::message)
                .map(message -> message.subject())
                .toList();
    }

    private static Stream<String> mailboxes() {
        return CHAINS.stream().flatMap(letter -> IntStream.range(0, KeySender.MAILBOXES)
                .mapToObj(number -> KeySender.mailbox(letter + number)));
    }
}
