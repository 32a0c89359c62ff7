package io.github.camelgraphmail;

import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.Fault.Effect;
import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.Faults;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Mishaps of all kinds in all that mails take, at rates that chance decides about. */
final class RandomFaults {

    private static final List<Operation> OPERATIONS = List.of(
            Operation.SEND_MAIL,
            Operation.CREATE,
            Operation.ATTACH,
            Operation.SEND,
            Operation.READ,
            Operation.FIND,
            Operation.DELETE);

    private static final double OFTEN = 0.03;
    private static final double RARELY = 0.005;

    /** What takes others with it, or much time. */
    private static final double VERY_RARELY = 0.001;

    private final Faults faults;
    private final Random random;

    RandomFaults(Faults faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    void play() {
        for (Operation operation : OPERATIONS) {
            for (Moment moment : Moment.values()) {
                play(operation, moment, Fault.answer(503, "ServiceUnavailable"), OFTEN);
                play(operation, moment, Fault.answer(504, "UnknownError"), OFTEN);
                play(operation, moment, Fault.close(), VERY_RARELY);
                play(operation, moment, Fault.stall(), VERY_RARELY);
            }
            // Never after something was done: that is what it says.
            play(operation, Moment.BEFORE, new Effect.Answer(429, Optional.of("1"), ""), RARELY);
        }
    }

    /** At a third of the rate at least. */
    private void play(Operation operation, Moment moment, Effect effect, double rate) {
        faults.atRate(new Fault(operation, moment, effect), rate * (1 + 2 * random.nextDouble()) / 3);
    }
}
