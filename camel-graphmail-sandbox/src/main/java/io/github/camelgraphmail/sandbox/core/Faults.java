package io.github.camelgraphmail.sandbox.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The mishaps that are still to be played. Safe for use by many threads. */
public final class Faults {

    private final RandomGenerator random;
    private final List<Fault> next = new ArrayList<>();
    private final List<Recurring> recurring = new ArrayList<>();

    /** @param random decides about those that come at a rate; one with a seed plays the same again */
    public Faults(RandomGenerator random) {
        this.random = random;
    }

    private record Recurring(Fault fault, double rate) {}

    /** Plays a fault at the next of its operations; faults of one operation come in the order they were added. */
    public synchronized void once(Fault fault) {
        next.add(fault);
    }

    /** Plays a fault at a part of its operations until {@link #clear}. */
    public synchronized void atRate(Fault fault, double rate) {
        recurring.add(new Recurring(fault, rate));
    }

    /** The fault to play at an operation that has just begun; empty for none. */
    public synchronized Optional<Fault> take(Fault.Operation operation) {
        for (Iterator<Fault> faults = next.iterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.operation() == operation) {
                faults.remove();
                return Optional.of(fault);
            }
        }
        return recurring.stream()
                .filter(fault -> fault.fault().operation() == operation && random.nextDouble() < fault.rate())
                .map(Recurring::fault)
                .findFirst();
    }

    /** How many faults are still to come once. */
    public synchronized int pending() {
        return next.size();
    }

    public synchronized void clear() {
        next.clear();
        recurring.clear();
    }
}
