package io.github.camelgraphmail.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.core.Fault.Moment;
import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is played when. */
class FaultsTest {

    private static final String ERP = "erp@contoso.com";

    private final Faults faults = new Faults(new Random(7));

    @Test
    void playsAFaultSoManyTimes() {
        PlannedFault planned = faults.plan(FaultKind.UNAVAILABLE.plan().times(2));

        assertThat(faults.take(Operation.SEND_MAIL, ERP)).isPresent();
        assertThat(faults.planned()).containsExactly(new PlannedFault(planned.id(), planned.plan(), 1));
        assertThat(faults.take(Operation.READ, ERP)).isPresent();
        assertThat(faults.take(Operation.SEND_MAIL, ERP)).isEmpty();
        assertThat(faults.planned()).isEmpty();
    }

    @Test
    void playsAFaultForOneMailboxAndOneOperation() {
        faults.plan(FaultKind.CLOSED.plan(Moment.AFTER).at(Operation.SEND).forMailbox("ERP@contoso.com"));

        assertThat(faults.take(Operation.SEND, "ceo@contoso.com")).isEmpty();
        assertThat(faults.take(Operation.SEND_MAIL, ERP)).isEmpty();
        assertThat(faults.take(Operation.SEND, ERP)).contains(new Fault(Operation.SEND, Moment.AFTER, Fault.close()));
    }

    @Test
    void playsTheSameAgainFromTheSameSeed() {
        assertThat(chances(new Faults(new Random(7)))).isEqualTo(chances(new Faults(new Random(7))));
        assertThat(chances(new Faults(new Random(7)))
                        .chars()
                        .filter(played -> played == 'x')
                        .count())
                .isBetween(20L, 80L);
    }

    private static String chances(Faults faults) {
        faults.plan(FaultKind.THROTTLED.plan().rate(0.25));
        return IntStream.range(0, 200)
                .mapToObj(i -> faults.take(Operation.SEND_MAIL, ERP).isPresent() ? "x" : ".")
                .reduce("", String::concat);
    }

    @Test
    void takesAFaultBack() {
        PlannedFault planned = faults.plan(FaultKind.STALLED.plan().rate(1));

        assertThat(faults.remove(planned.id())).isTrue();
        assertThat(faults.remove(planned.id())).isFalse();
        assertThat(faults.take(Operation.SEND_MAIL, ERP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everyKindCanBePlayedAsItSays(FaultKind kind) {
        assertThat(FaultKind.named(kind.kindName())).isEqualTo(kind);
        assertThat(kind.description()).endsWith(".");
        kind.moments().forEach(moment -> {
            faults.plan(kind.plan(moment));
            Operation operation = kind.operations().iterator().next();
            assertThat(faults.take(operation, ERP))
                    .hasValueSatisfying(fault -> assertThat(fault.moment()).isEqualTo(moment));
        });
    }

    @Test
    void saysWhatCantBePlayed() {
        assertThatThrownBy(() -> FaultKind.named("earthquake"))
                .hasMessageContainingAll("fault: earthquake", "throttled", "timed-out");
        assertThatThrownBy(() -> FaultKind.THROTTLED.plan(Moment.AFTER)).hasMessageContaining("moment: throttled");
        assertThatThrownBy(() -> FaultKind.CLOSED.plan(Moment.AFTER, Duration.ofSeconds(1)))
                .hasMessageContaining("length: closed has none");
        assertThatThrownBy(() -> FaultKind.CLOSED.plan().times(0)).hasMessageContaining("times: 0");
        assertThatThrownBy(() -> FaultKind.CLOSED.plan().rate(1.5)).hasMessageContaining("rate: 1.5");
    }
}
