package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The mishaps that are still to be played. Safe for use by many threads. */
public final class Faults {

    private final RandomGenerator random;

    /** In the order of planning, those of a number of times before those at a rate. */
    private final List<PlannedFault> planned = new ArrayList<>();

    private long ids;

    /** @param random decides about those that come at a rate; one with a seed plays the same again */
    public Faults(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Plays a fault from now on. Those of a number of times come in the order in which they were planned, before those at a rate.
     */
    public synchronized PlannedFault plan(FaultPlan plan) {
        PlannedFault fault = new PlannedFault("fault-" + ++ids, plan, 0);
        planned.add(fault);
        planned.sort(Comparator.comparing(other -> other.plan().recurrence() instanceof FaultPlan.Recurrence.Rate));
        return fault;
    }

    /** Plays a fault at the next of its operations; faults of one operation come in the order they were added. */
    public PlannedFault once(Fault fault) {
        return plan(FaultPlan.of(fault, new FaultPlan.Recurrence.Times(1)));
    }

    /** Plays a fault at a part of its operations until {@link #clear}. */
    public PlannedFault atRate(Fault fault, double rate) {
        return plan(FaultPlan.of(fault, new FaultPlan.Recurrence.Rate(rate)));
    }

    /**
     * The fault to play at an operation that has just begun; empty for none.
     *
     * @param mailbox whose request it is
     */
    public synchronized Optional<Fault> take(Fault.Operation operation, String mailbox) {
        OptionalInt next = IntStream.range(0, planned.size())
                .filter(i -> planned.get(i).plan().befalls(operation, mailbox))
                .filter(i -> isDue(planned.get(i).plan().recurrence()))
                .findFirst();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        PlannedFault played = planned.get(next.getAsInt()).playedAgain();
        if (played.isOver()) {
            planned.remove(next.getAsInt());
        } else {
            planned.set(next.getAsInt(), played);
        }
        return Optional.of(
                new Fault(operation, played.plan().moment(), played.plan().effect()));
    }

    private boolean isDue(FaultPlan.Recurrence recurrence) {
        return !(recurrence instanceof FaultPlan.Recurrence.Rate chance) || random.nextDouble() < chance.rate();
    }

    /** What is to be played, in the order in which it is tried. */
    public synchronized List<PlannedFault> planned() {
        return List.copyOf(planned);
    }

    /** How many faults are to be played a number of times and have not yet been. */
    public synchronized int pending() {
        return (int) planned.stream()
                .filter(fault -> fault.plan().recurrence() instanceof FaultPlan.Recurrence.Times)
                .count();
    }

    /**
     * Takes a fault back.
     *
     * @return whether there was one of this id
     */
    public synchronized boolean remove(String id) {
        return planned.removeIf(fault -> fault.id().equals(id));
    }

    public synchronized void clear() {
        planned.clear();
    }
}
