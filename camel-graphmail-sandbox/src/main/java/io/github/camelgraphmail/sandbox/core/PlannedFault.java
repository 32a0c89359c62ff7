package io.github.camelgraphmail.sandbox.core;

/**
 * A fault that is to be played, as it stands.
 *
 * @param id names it in this sandbox
 * @param played how often it has been
 */
public record PlannedFault(String id, FaultPlan plan, long played) {

    PlannedFault playedAgain() {
        return new PlannedFault(id, plan, played + 1);
    }

    boolean isOver() {
        return plan.recurrence() instanceof FaultPlan.Recurrence.Times limited && played >= limited.times();
    }
}
