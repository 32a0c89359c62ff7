package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.examples.bus.status.InputState.Activity;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;

/** Puts together how the bus is, of what is known: nobody is asked and nothing is waited for. Safe for use by many threads. */
final class StatusCollector {

    private static final String INNER = "direct:";

    private final CamelContext context;
    private final String node;
    private final Set<String> shared;
    private final Set<String> notInputs;
    private final QueueWatch queues;
    private final JobJournal journal;
    private final DoctorRounds doctor;
    private final Clock clock;

    /**
     * @param shared routes that one node at a time has
     * @param notInputs routes that take from elsewhere than a {@code direct:} and are no inputs
     */
    StatusCollector(
            CamelContext context,
            String node,
            Set<String> shared,
            Set<String> notInputs,
            QueueWatch queues,
            JobJournal journal,
            DoctorRounds doctor,
            Clock clock) {
        this.context = context;
        this.node = node;
        this.shared = Set.copyOf(shared);
        this.notInputs = Set.copyOf(notInputs);
        this.queues = queues;
        this.journal = journal;
        this.doctor = doctor;
        this.clock = clock;
    }

    /** What the broker has said. */
    QueueReading queues() {
        return queues.last();
    }

    /** What has become of jobs here. */
    JobJournal.Notes jobs() {
        return journal.notes();
    }

    /** What the doctor has said; empty before the first time, and where he is off. */
    Optional<DoctorReport> doctor() {
        return doctor.last();
    }

    BusStatus status() {
        JobJournal.Notes jobs = jobs();
        return new BusStatus(
                node,
                clock.instant(),
                queues(),
                jobs,
                context.getComponent("graphmail", GraphMailComponent.class).getStatistics(),
                inputs(jobs.takenByInput()),
                doctor());
    }

    private List<InputState> inputs(Map<String, Long> taken) {
        return context.getRoutes().stream()
                .filter(route -> !route.getEndpoint().getEndpointBaseUri().startsWith(INNER))
                .filter(route -> !notInputs.contains(route.getRouteId()))
                .map(route ->
                        new InputState(route.getRouteId(), activity(route), taken.getOrDefault(route.getRouteId(), 0L)))
                .toList();
    }

    private Activity activity(Route route) {
        ServiceStatus status = context.getRouteController().getRouteStatus(route.getRouteId());
        if (status.isStarted()) {
            boolean rests = route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted();
            return rests ? Activity.RESTING : Activity.RUNNING;
        }
        return shared.contains(route.getRouteId()) ? Activity.ELSEWHERE : Activity.OFF;
    }
}
