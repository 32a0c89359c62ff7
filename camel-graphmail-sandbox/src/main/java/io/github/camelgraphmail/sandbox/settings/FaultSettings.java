package io.github.camelgraphmail.sandbox.settings;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import java.time.Duration;
import java.util.List;

/**
 * A fault to be played.
 *
 * @param fault its name, see {@link FaultKind}
 * @param moment {@code before} or {@code after} the request is carried out; null for the usual one
 * @param operations such as {@code send-mail}; null for all that it can befall
 * @param mailbox null for everybody's
 * @param length how long it takes, or what its Retry-After says; null for the usual
 * @param times null for once, where there is no rate
 * @param rate above 0 and at most 1, until it is taken back; null for a number of times
 */
public record FaultSettings(
        String fault,
        String moment,
        List<String> operations,
        String mailbox,
        Duration length,
        Integer times,
        Double rate) {

    public static FaultSettings of(FaultPlan plan) {
        return new FaultSettings(
                plan.name(),
                Names.of(plan.moment()),
                plan.operations().stream().sorted().map(Names::of).toList(),
                plan.mailbox().orElse(null),
                null,
                plan.recurrence() instanceof FaultPlan.Recurrence.Times limited ? limited.times() : null,
                plan.recurrence() instanceof FaultPlan.Recurrence.Rate chance ? chance.rate() : null);
    }

    public FaultPlan plan() {
        FaultKind kind = FaultKind.named(Names.required("fault", fault));
        Fault.Moment when = moment == null ? kind.moments().get(0) : Names.read("moment", moment, Fault.Moment.class);
        FaultPlan plan = kind.plan(when, length == null ? kind.length().orElse(null) : length);
        if (operations != null) {
            plan = plan.at(SettingsReader.each("operations", operations, name -> operation(kind, name))
                    .toArray(new Fault.Operation[0]));
        }
        if (mailbox != null) {
            plan = plan.forMailbox(mailbox);
        }
        if (rate != null && times != null) {
            throw new IllegalArgumentException("rate: a fault comes a number of times or at a rate; leave one out");
        }
        return rate != null ? plan.rate(rate) : plan.times(times == null ? 1 : times);
    }

    private static Fault.Operation operation(FaultKind kind, String name) {
        Fault.Operation operation = Names.read(name, Fault.Operation.class);
        if (!kind.operations().contains(operation)) {
            throw new IllegalArgumentException(kind.kindName() + " can't befall " + name + ", but "
                    + kind.operations().stream().sorted().map(Names::of).toList());
        }
        return operation;
    }
}
