package io.github.camelgraphmail.benchmarks.fleet;

/**
 * Nodes of the bus on one broker.
 *
 * @param mailboxes that send
 * @param nodes processes of the bus
 * @param consumers on each node, all queues together: {@code bus.sending.consumers}
 * @param queues that the outbox is spread over by mailbox; each has the same number of consumers
 * @param mailsAtATime of a mailbox, over all nodes; 1 is what message groups come to
 * @param cost of a mail
 */
public record Fleet(int mailboxes, int nodes, int consumers, int queues, int mailsAtATime, NodeCost cost) {

    public Fleet {
        if (mailboxes < 1 || nodes < 1 || consumers < 1 || queues < 1 || mailsAtATime < 1) {
            throw new IllegalArgumentException(
                    "A fleet has one of each at least: " + mailboxes + " mailboxes, " + nodes + " nodes, " + consumers
                            + " consumers, " + queues + " queues, " + mailsAtATime + " mails at a time");
        }
        if (consumers % queues != 0) {
            throw new IllegalArgumentException(
                    "consumers: " + consumers + " can't be shared out evenly over " + queues + " queues");
        }
    }

    /** @param changed consumers on each node, with a queue each */
    public Fleet withConsumers(int changed) {
        return new Fleet(mailboxes, nodes, changed, changed, mailsAtATime, cost);
    }
}
