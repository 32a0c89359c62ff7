package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;

/** A node's processor, one mail after the other, and how long its consumers were busy. */
final class SimulatedNode {

    private final Duration share;
    private long idleFrom;
    private long busy;

    SimulatedNode(NodeCost cost) {
        this.share = cost.share();
    }

    /** @return when the work that a mail makes is done */
    long work(long now) {
        idleFrom = Math.max(now, idleFrom) + share.toNanos();
        return idleFrom;
    }

    void consumerWasBusy(long nanos) {
        busy += nanos;
    }

    /** Of all its consumers together. */
    long busy() {
        return busy;
    }
}
