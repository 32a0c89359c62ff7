package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.GraphMailStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a node of the bus is.
 *
 * @param node its name
 * @param at when this was put together
 * @param queues what the broker has said
 * @param jobs what has become of jobs here
 * @param graphMail what the component is doing
 * @param inputs in the order of their routes
 * @param doctor what the doctor has said; empty before the first time, and where he is off
 */
public record BusStatus(
        String node,
        Instant at,
        QueueReading queues,
        JobJournal.Notes jobs,
        GraphMailStatistics graphMail,
        List<InputState> inputs,
        Optional<DoctorReport> doctor) {

    public BusStatus {
        inputs = List.copyOf(inputs);
    }
}
