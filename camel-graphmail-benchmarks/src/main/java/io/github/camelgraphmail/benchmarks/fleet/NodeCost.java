package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;

/**
 * What a mail costs the node that sends it.
 *
 * @param cores of a node
 * @param cpu of a mail, on one core
 * @param handover how long a consumer is busy with a mail beside Graph: taking it from the broker, and the commit
 */
public record NodeCost(int cores, Duration cpu, Duration handover) {

    public NodeCost {
        if (cores < 1 || cpu.isNegative() || handover.isNegative()) {
            throw new IllegalArgumentException("A node has a core at least, and a mail takes no less than no time: "
                    + cores + " cores, " + cpu + ", " + handover);
        }
    }

    /** The time for which a mail has all cores to itself. */
    Duration share() {
        return cpu.dividedBy(cores);
    }
}
