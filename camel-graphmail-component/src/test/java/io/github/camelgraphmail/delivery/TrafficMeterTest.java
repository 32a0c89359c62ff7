package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.delivery.MailboxGate.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficMeterTest {

    private static final String ERP = "erp@contoso.com";
    private static final String OPS = "ops@contoso.com";

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final TrafficMeter meter = new TrafficMeter(now::get);
    private final List<Runnable> timers = new ArrayList<>();
    private final MailboxGate gate = new MailboxGate((wait, task) -> timers.add(task), Runnable::run, meter);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void addsUpTheRestOfMailboxesAndNotOfPausesThatOverlap() {
        gate.pause(ERP, Duration.ofSeconds(5));
        pass(Duration.ofSeconds(2));
        gate.pause(ERP, Duration.ofSeconds(5));
        gate.pause(OPS, Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        timers.get(2).run();
        assertThat(meter.rest()).isEqualTo(Duration.ofSeconds(4));

        pass(Duration.ofSeconds(2));
        timers.get(0).run();
        pass(Duration.ofSeconds(2));
        timers.get(1).run();
        pass(Duration.ofSeconds(100));

        assertThat(meter.rest()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void endsTheRestWhenTheComponentStops() {
        gate.pause(ERP, Duration.ofSeconds(5));
        pass(Duration.ofSeconds(2));
        gate.close();
        pass(Duration.ofSeconds(2));
        timers.get(0).run();
        gate.pause(OPS, Duration.ofSeconds(5));
        pass(Duration.ofSeconds(2));

        assertThat(meter.rest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void showsTheLoadOfMailboxesThatHaveSomethingToDo() {
        MailboxRoom room = new MailboxRoom();
        for (int mail = 0; mail < 3; mail++) {
            room.enter(ERP, 1000);
        }
        Ticket ticket = gate.ticket(ERP, 1);
        CompletableFuture<String> request = new CompletableFuture<>();
        gate.through(ticket, () -> request);
        gate.through(gate.ticket(ERP, 1), CompletableFuture::new);
        gate.pause(OPS, Duration.ofSeconds(1));

        Map<String, MailboxLoad> loads = new HashMap<>(room.loads());
        gate.addTo(loads);

        assertThat(loads.values())
                .containsExactlyInAnyOrder(new MailboxLoad(ERP, 3, 1, 0, false), new MailboxLoad(OPS, 0, 0, 0, true));
        assertThat(loads.get(ERP).waiting()).isEqualTo(2);
    }
}
