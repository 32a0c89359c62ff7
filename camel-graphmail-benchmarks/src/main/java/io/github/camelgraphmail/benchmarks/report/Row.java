package io.github.camelgraphmail.benchmarks.report;

import java.util.Optional;

/**
 * One figure.
 *
 * @param reference what it is held against
 * @param target empty for a figure that is there to be looked at
 */
public record Row(String what, String unit, double measured, Optional<Reference> reference, Optional<Target> target) {

    /** Another figure of the same unit. */
    public record Reference(String name, double value) {}

    /** A figure by itself. */
    public static Row of(String what, String unit, double measured, Target target) {
        return new Row(what, unit, measured, Optional.empty(), Optional.of(target));
    }

    /** A figure against another one. */
    public static Row against(String name, double reference, String what, String unit, double measured, Target target) {
        return new Row(what, unit, measured, Optional.of(new Reference(name, reference)), Optional.of(target));
    }

    /** A figure against another one, of which nothing is asked. */
    public static Row toLookAt(String name, double reference, String what, String unit, double measured) {
        return new Row(what, unit, measured, Optional.of(new Reference(name, reference)), Optional.empty());
    }

    public Optional<Double> ratio() {
        return reference.map(other -> measured / other.value());
    }

    /** Empty where there is no target. */
    public Optional<Boolean> isMet() {
        return target.map(wanted -> wanted.isMet(this));
    }
}
