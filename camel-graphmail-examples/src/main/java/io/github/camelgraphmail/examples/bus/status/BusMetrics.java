package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.doctor.check.Status;
import io.github.camelgraphmail.examples.bus.outbox.QueueDepth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How the bus is, as meters. What is not known is NaN. Reading them asks nobody: the broker and the doctor are asked at their own
 * pace.
 */
final class BusMetrics implements MeterBinder {

    private static final double NOT_KNOWN = Double.NaN;
    private static final double MILLIS = 1000.0;

    /** Meters hold it weakly. */
    private final StatusCollector collector;

    /** @param collector somebody else keeps */
    BusMetrics(StatusCollector collector) {
        this.collector = collector;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (BusQueue queue : BusQueue.values()) {
            depth(registry, queue, "mailbus.queue.messages", "Messages in the queue", depth ->
                    (double) depth.messages());
            depth(registry, queue, "mailbus.queue.later", "Those that wait for their time", depth ->
                    (double) depth.later());
            depth(registry, queue, "mailbus.queue.underway", "Those that are being dealt with", depth ->
                    (double) depth.underWay());
            depth(
                    registry,
                    queue,
                    "mailbus.queue.turn.wait.seconds",
                    "For how long the message has been there whose turn is next, 0 for none",
                    depth -> depth.turnWaits()
                            .map(wait -> wait.toMillis() / MILLIS)
                            .orElse(0.0));
        }
        for (InputState input : collector.status().inputs()) {
            counter(
                    registry,
                    "mailbus.jobs.taken",
                    "Jobs that an input has put into the outbox",
                    "input",
                    input.route(),
                    jobs -> jobs.takenByInput().getOrDefault(input.route(), 0L));
        }
        for (JobEvent event : JobEvent.values()) {
            if (event != JobEvent.TAKEN) {
                counter(
                        registry,
                        "mailbus.attempts",
                        "Attempts to send a job, by what came of them",
                        "outcome",
                        event.name().toLowerCase(Locale.ROOT),
                        jobs -> jobs.sinceBegin().of(event));
            }
        }
        Gauge.builder(
                        "mailbus.broker.silent",
                        collector,
                        from -> from.queues().failure().isPresent() ? 1 : 0)
                .description("1 while the broker does not answer")
                .register(registry);
        Gauge.builder("mailbus.doctor.problems", collector, from -> problems(from.doctor()))
                .description("What the doctor has found that has to be mended")
                .register(registry);
    }

    private void depth(
            MeterRegistry registry,
            BusQueue queue,
            String name,
            String description,
            Function<QueueDepth, Double> value) {
        Gauge.builder(
                        name,
                        collector,
                        from -> from.queues().depth(queue).map(value).orElse(NOT_KNOWN))
                .description(description)
                .tag("queue", queue.id())
                .register(registry);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String description,
            String tag,
            String value,
            ToDoubleFunction<JobJournal.Notes> count) {
        FunctionCounter.builder(name, collector, from -> count.applyAsDouble(from.jobs()))
                .description(description)
                .tag(tag, value)
                .register(registry);
    }

    private static double problems(Optional<DoctorReport> doctor) {
        return doctor.filter(report -> report.findings().isPresent())
                .map(report -> (double) report.count(Status.PROBLEM))
                .orElse(NOT_KNOWN);
    }
}
