package io.github.camelgraphmail.sandbox.core;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When to play what.
 *
 * @param name for people
 * @param operations what it may befall; the next of them that comes
 * @param mailbox whose requests it may befall, in lower case; empty for everybody's
 * @param moment whether the operation has had its effect by then
 */
public record FaultPlan(
        String name,
        Set<Fault.Operation> operations,
        Optional<String> mailbox,
        Fault.Moment moment,
        Fault.Effect effect,
        Recurrence recurrence) {

    /** How often. */
    public sealed interface Recurrence {

        /** At the next so many, and then no more. */
        record Times(int times) implements Recurrence {

            public Times {
                if (times < 1) {
                    throw new IllegalArgumentException("times: " + times + ", but a fault is played once at least");
                }
            }
        }

        /** At a part of them, by chance, until it is taken back. */
        record Rate(double rate) implements Recurrence {

            public Rate {
                if (!(rate > 0 && rate <= 1)) {
                    throw new IllegalArgumentException(
                            "rate: " + rate + ", but a rate is above 0 and at most 1, which is always");
                }
            }
        }
    }

    public FaultPlan {
        Objects.requireNonNull(name, "name");
        operations = Set.copyOf(operations);
        mailbox = mailbox.map(Mailbox::folded);
        Objects.requireNonNull(moment, "moment");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(recurrence, "recurrence");
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("operations: a fault needs at least one to befall");
        }
    }

    /** Once, of everybody. */
    static FaultPlan of(Fault fault, Recurrence recurrence) {
        return new FaultPlan(
                fault.operation() + " " + fault.effect(),
                Set.of(fault.operation()),
                Optional.empty(),
                fault.moment(),
                fault.effect(),
                recurrence);
    }

    /** For this mailbox alone. */
    public FaultPlan forMailbox(String address) {
        return new FaultPlan(name, operations, Optional.of(address), moment, effect, recurrence);
    }

    /** At these operations alone. */
    public FaultPlan at(Fault.Operation... others) {
        return new FaultPlan(name, Set.of(others), mailbox, moment, effect, recurrence);
    }

    /** At the next so many. */
    public FaultPlan times(int times) {
        return new FaultPlan(name, operations, mailbox, moment, effect, new Recurrence.Times(times));
    }

    /** At a part, 1 for always, until it is taken back. */
    public FaultPlan rate(double rate) {
        return new FaultPlan(name, operations, mailbox, moment, effect, new Recurrence.Rate(rate));
    }

    boolean befalls(Fault.Operation operation, String user) {
        return operations.contains(operation)
                && mailbox.map(Mailbox.folded(user)::equals).orElse(true);
    }
}
