package io.github.camelgraphmail.examples.bus;

import static io.github.camelgraphmail.examples.bus.TestBus.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.GraphMailSandbox;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.GraphBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.core.JmsTemplate;

/** The outbox is spread over queues by mailbox, so that a mailbox with many jobs does not hold up the others. */
class FairShareTest {

    private static final int BULK = 60;

    @TempDir
    private Path folder;

    @Test
    void aMailboxWithManyJobsHoldsUpNoOther() {
        try (GraphMailSandbox sandbox =
                        GraphMailSandbox.start(TestBus.configuration("bulk@contoso.com", "other@contoso.com")
                                .withBehaviour(GraphBehaviour.DEFAULT.withLatency(Duration.ofMillis(25))));
                TestBus bus = TestBus.start(
                        folder,
                        sandbox,
                        Map.of("bus.allowed-senders", "*@contoso.com", "bus.sender", "bulk@contoso.com"))) {
            JmsTemplate jms = new JmsTemplate(bus.connections());
            for (int job = 0; job < BULK; job++) {
                jms.convertAndSend("mail.jobs", job("bulk", job));
            }
            jms.convertAndSend("mail.jobs", job("other", 0));

            patiently().until(() -> sandbox.mails().stream()
                    .anyMatch(mail -> mail.subject().equals("other-0")));
            assertThat(sandbox.accepted()).isLessThan(BULK);
        }
    }

    @Test
    void sendsWhatIsLeftInTheQueuesOfMoreConsumers() {
        try (GraphMailSandbox sandbox = TestBus.sandbox("bulk@contoso.com")) {
            List.of(Fault.Operation.FIND, Fault.Operation.CREATE).forEach(operation -> sandbox.faults()
                    .atRate(new Fault(operation, Fault.Moment.BEFORE, Fault.answer(503, "ServiceUnavailable")), 1));
            Map<String, String> properties = Map.of("bus.sender", "bulk@contoso.com");
            try (TestBus before = TestBus.start(folder, sandbox, properties)) {
                new JmsTemplate(before.connections()).convertAndSend("mail.jobs", job("bulk", 0));
                patiently().until(() -> sandbox.faults().planned().stream().anyMatch(fault -> fault.played() > 0));
            }
            sandbox.faults().clear();

            Map<String, String> fewer = Map.of("bus.sender", "bulk@contoso.com", "bus.sending.consumers", "1");
            try (TestBus after = TestBus.start(folder, sandbox, fewer)) {
                patiently().until(() -> sandbox.accepted() == 1);
                assertThat(after.deadLetters()).isEmpty();
            }
        }
    }

    private static String job(String mailbox, int number) {
        return "{\"id\": \"%1$s-%2$d\", \"sender\": \"%1$s@contoso.com\", \"to\": \"ops@contoso.com\", \"subject\": \"%1$s-%2$d\"}"
                .formatted(mailbox, number);
    }
}
