package io.github.camelgraphmail.examples.bus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxQueuesTest {

    private final OutboxQueues queues = new OutboxQueues("mail.outbox", 3);

    @Test
    void hasAsManyAsItShouldAndTheFirstWithoutANumber() {
        assertThat(queues.names()).containsExactly("mail.outbox", "mail.outbox.1", "mail.outbox.2");
    }

    @Test
    void keepsAMailboxInOneQueueHoweverItIsWritten() {
        assertThat(queues.of("ERP@Contoso.com")).isEqualTo(queues.of("erp@contoso.com"));
    }

    @Test
    void usesAllOfThem() {
        assertThat(IntStream.range(0, 100).mapToObj(number -> queues.of("box" + number + "@contoso.com")))
                .containsAll(queues.names());
    }

    @Test
    void knowsThoseThatWereThereWhenThereWereMore() {
        List<String> others = List.of("mail.jobs", "mail.outbox", "mail.outbox.2", "mail.outbox.7", "mail.dead");

        assertThat(queues.allOf(others))
                .containsExactly("mail.outbox", "mail.outbox.1", "mail.outbox.2", "mail.outbox.7");
    }

    @Test
    void isOneAtLeast() {
        assertThatThrownBy(() -> new OutboxQueues("mail.outbox", 0)).hasMessageContaining("bus.sending.consumers: 0");
    }
}
