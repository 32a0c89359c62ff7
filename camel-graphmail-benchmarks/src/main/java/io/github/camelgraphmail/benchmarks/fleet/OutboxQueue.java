package io.github.camelgraphmail.benchmarks.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A queue of Artemis with message groups, whose consumers take one message at a time. A group belongs to the consumer that got
 * its first message, for good. The queue is worked off in order: while the first message's consumer is busy,
 * those behind it wait, whoever may be idle.
 *
 * @see <a href="https://activemq.apache.org/components/artemis/documentation/latest/message-grouping.html">Message grouping</a>
 */
final class OutboxQueue {

    private final Deque<Job> jobs = new ArrayDeque<>();
    private final Map<Integer, Consumer> owners = new HashMap<>();
    private final List<Consumer> consumers;
    private final BiConsumer<Job, Consumer> taker;
    private int next;

    /**
     * @param places a node for each consumer
     * @param taker gets each job with the consumer that is busy with it from then on
     */
    OutboxQueue(List<SimulatedNode> places, BiConsumer<Job, Consumer> taker) {
        this.consumers = places.stream().map(node -> new Consumer(node)).toList();
        this.taker = taker;
    }

    /** Of this queue, on a node. */
    final class Consumer {

        private final SimulatedNode node;
        private boolean busy;

        private Consumer(SimulatedNode node) {
            this.node = node;
        }

        SimulatedNode node() {
            return node;
        }

        /** Is done with its job and takes another. */
        void done() {
            busy = false;
            deliver();
        }
    }

    void put(Job job) {
        jobs.add(job);
        deliver();
    }

    private void deliver() {
        while (!jobs.isEmpty()) {
            Job job = jobs.peek();
            Consumer consumer = owners.computeIfAbsent(job.group(), group -> idle());
            if (consumer == null || consumer.busy) {
                return;
            }
            jobs.poll();
            consumer.busy = true;
            taker.accept(job, consumer);
        }
    }

    /** In turn; null when there is none. */
    private Consumer idle() {
        for (int tried = 0; tried < consumers.size(); tried++) {
            Consumer consumer = consumers.get(next);
            next = (next + 1) % consumers.size();
            if (!consumer.busy) {
                return consumer;
            }
        }
        return null;
    }
}
