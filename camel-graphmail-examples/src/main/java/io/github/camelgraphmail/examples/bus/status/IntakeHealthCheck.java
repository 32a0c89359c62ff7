package io.github.camelgraphmail.examples.bus.status;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether jobs can be taken in, for readiness: DOWN while the broker does not answer, or has no room. That Graph can't be reached is no
 * reason: the outbox is there for that.
 */
final class IntakeHealthCheck extends AbstractHealthCheck {

    private final Supplier<QueueReading> queues;

    IntakeHealthCheck(Supplier<QueueReading> queues) {
        super("mail-bus", "intake");
        this.queues = queues;
    }

    /** Starting the bus again would mend neither. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        QueueReading reading = queues.get();
        if (reading.failure().isPresent()) {
            builder.message("Nothing is taken in: the broker has said nothing since " + reading.at())
                    .down();
        } else if (reading.full()) {
            builder.message("Nothing is taken in: the disk is full").down();
        } else {
            builder.up();
        }
    }
}
