package io.github.camelgraphmail.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.benchmarks.fleet.OutboxQueue.Consumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxQueueTest {

    private final NodeCost cost = new NodeCost(1, Duration.ZERO, Duration.ZERO);
    private final SimulatedNode first = new SimulatedNode(cost);
    private final SimulatedNode second = new SimulatedNode(cost);
    private final Map<Job, Consumer> taken = new HashMap<>();
    private final OutboxQueue queue = new OutboxQueue(List.of(first, second), taken::put);

    @Test
    void givesEachGroupToTheNextConsumerThatIsIdle() {
        queue.put(job(1, 0));
        queue.put(job(2, 1));

        assertThat(taken.get(job(1, 0)).node()).isSameAs(first);
        assertThat(taken.get(job(2, 1)).node()).isSameAs(second);
    }

    @Test
    void keepsAGroupWithItsConsumer() {
        queue.put(job(1, 0));
        taken.get(job(1, 0)).done();
        queue.put(job(1, 1));

        assertThat(taken.get(job(1, 1)).node()).isSameAs(first);
    }

    @Test
    void holdsUpAllBehindAJobWhoseConsumerIsBusy() {
        queue.put(job(1, 0));
        queue.put(job(1, 1));
        queue.put(job(2, 2));

        assertThat(taken).containsOnlyKeys(job(1, 0));
        taken.get(job(1, 0)).done();
        assertThat(taken).containsOnlyKeys(job(1, 0), job(1, 1), job(2, 2));
    }

    private static Job job(int group, long arrived) {
        return new Job(group, group, arrived, 0);
    }
}
