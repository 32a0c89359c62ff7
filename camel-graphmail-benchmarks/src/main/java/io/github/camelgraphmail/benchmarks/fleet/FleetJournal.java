package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what happens in a simulation, for its result. */
final class FleetJournal {

    private static final double NEARLY_ALL = 0.9;

    private final List<Long> accepted = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<Long> waitsOfOthers = new ArrayList<>();
    private long gone;
    private int returned;
    private long throttled;
    private long putBack;

    void accepted(Job job, long now) {
        accepted.add(now);
        waits.add(now - job.arrived());
        if (job.mailbox() > 0) {
            waitsOfOthers.add(now - job.arrived());
        }
    }

    void left(long moment) {
        gone = Math.max(gone, moment);
    }

    void returned() {
        returned++;
    }

    void throttled() {
        throttled++;
    }

    void putBack() {
        putBack++;
    }

    FleetResult result(List<SimulatedNode> nodes, int consumersOfANode) {
        long end = accepted.isEmpty() ? 0 : accepted.get(accepted.size() - 1);
        return new FleetResult(
                accepted.size(),
                perSecond(),
                Duration.ofNanos(end),
                Duration.ofNanos(gone),
                returned,
                throttled,
                putBack,
                Waits.of(waits),
                Waits.of(waitsOfOthers),
                nodes.stream()
                        .map(node -> end == 0 ? 0.0 : (double) node.busy() / consumersOfANode / end)
                        .toList());
    }

    private double perSecond() {
        int count = (int) Math.ceil(accepted.size() * NEARLY_ALL);
        return count == 0 ? 0 : count * 1e9 / Math.max(1, accepted.get(count - 1));
    }
}
