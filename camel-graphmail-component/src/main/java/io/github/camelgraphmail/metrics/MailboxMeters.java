package io.github.camelgraphmail.metrics;

import io.github.camelgraphmail.GraphMailStatistics.Mailbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** The meters of mailboxes that have something to do. */
final class MailboxMeters {

    private static final Comparator<Mailbox> BUSIEST_FIRST = Comparator.<Mailbox>comparingInt(
                    box -> box.waiting() + box.inFlight() + box.heldBack())
            .reversed()
            .thenComparing(Mailbox::address);

    private final Tags tags;
    private final MultiGauge waiting;
    private final MultiGauge inFlight;
    private final MultiGauge heldBack;
    private final MultiGauge paused;

    MailboxMeters(MeterRegistry registry, Tags tags) {
        this.tags = tags;
        this.waiting = gauge(registry, "graphmail.mailbox.waiting", "Mails of the mailbox that wait for their turn");
        this.inFlight = gauge(registry, "graphmail.mailbox.inflight", "Requests about the mailbox that are being made");
        this.heldBack = gauge(registry, "graphmail.mailbox.heldback", "Callers that wait for room among its mails");
        this.paused = gauge(registry, "graphmail.mailbox.paused", "1 while it rests because Graph asked for it");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void show(List<Mailbox> mailboxes) {
        List<Mailbox> ordered = mailboxes.stream().sorted(BUSIEST_FIRST).toList();
        int own = Math.min(ordered.size(), GraphMailMetrics.MOST_MAILBOXES);
        List<Mailbox> shown = ordered.subList(0, own);
        List<Mailbox> others = ordered.subList(own, ordered.size());
        waiting.register(rows(shown, others, Mailbox::waiting), true);
        inFlight.register(rows(shown, others, Mailbox::inFlight), true);
        heldBack.register(rows(shown, others, Mailbox::heldBack), true);
        paused.register(rows(shown, others, box -> box.paused() ? 1 : 0), true);
    }

    private List<Row<?>> rows(List<Mailbox> shown, List<Mailbox> others, ToIntFunction<Mailbox> value) {
        List<Row<?>> rows = new ArrayList<>();
        shown.forEach(box -> rows.add(row(box.address(), value.applyAsInt(box))));
        if (!others.isEmpty()) {
            rows.add(
                    row(GraphMailMetrics.OTHERS, others.stream().mapToInt(value).sum()));
        }
        return rows;
    }

    private Row<?> row(String mailbox, int value) {
        return Row.of(tags.and("mailbox", mailbox), value);
    }
}
