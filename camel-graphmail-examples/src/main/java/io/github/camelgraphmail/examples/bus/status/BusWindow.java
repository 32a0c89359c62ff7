package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.doctor.advice.MailboxName;
import io.github.camelgraphmail.doctor.application.ConfigurationException;
import io.github.camelgraphmail.doctor.application.RunningApplication;
import io.github.camelgraphmail.doctor.check.Examination;
import io.github.camelgraphmail.doctor.check.Findings;
import io.github.camelgraphmail.doctor.check.Wishes;
import io.github.camelgraphmail.examples.bus.outbox.BrokerView;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.LifecycleStrategySupport;

/** Lets people, Prometheus and Kubernetes look into a bus while it runs: page, meters and readiness. */
public final class BusWindow extends LifecycleStrategySupport {

    private static final long QUEUES_MILLIS = 2_000;

    private final Settings settings;
    private final QueueWatch queues;
    private final DoctorRounds doctor;
    private final StatusCollector collector;
    private Optional<ScheduledExecutorService> watching = Optional.empty();
    private Optional<ScheduledExecutorService> rounds = Optional.empty();

    /**
     * What it is to know.
     *
     * @param node the node's name
     * @param data the folder bus.data
     * @param names by which the server is reached, beside localhost and numeric addresses
     * @param mailboxes that send, for the doctor; at least one
     * @param doctorPeriod between two looks of the doctor; zero for none at all
     * @param queues the names of the queues
     * @param shared routes that one node at a time has
     * @param notInputs routes that take from elsewhere than a {@code direct:} and are no inputs
     */
    public record Settings(
            String node,
            Path data,
            List<String> names,
            List<String> mailboxes,
            Duration doctorPeriod,
            Map<BusQueue, List<String>> queues,
            Set<String> shared,
            Set<String> notInputs) {}

    /** @param letters lists the dead ones, oldest first */
    public BusWindow(
            CamelContext context,
            Settings settings,
            BrokerView broker,
            Supplier<List<DeadLetter>> letters,
            JobJournal journal,
            Clock clock) {
        this.settings = settings;
        this.queues = new QueueWatch(broker, settings.queues(), letters, clock);
        this.doctor = new DoctorRounds(() -> examine(context), clock);
        this.collector = new StatusCollector(
                context, settings.node(), settings.shared(), settings.notInputs(), queues, journal, doctor, clock);
    }

    /** With drafts: each mail of the bus goes by one. */
    private Findings examine(CamelContext context) {
        List<MailboxName> senders =
                settings.mailboxes().stream().map(BusWindow::mailbox).toList();
        return Examination.run(
                RunningApplication.of(context, "graphmail"), new Wishes(senders, List.of(), true, Optional.empty()));
    }

    private static MailboxName mailbox(String address) {
        try {
            return new MailboxName(address);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("bus.sender, bus.allowed-senders: " + e.getMessage());
        }
    }

    @Override
    public void onContextStarted(CamelContext context) {
        queues.look();
        ScheduledExecutorService watch =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "MailBusQueues");
        watching = Optional.of(watch);
        watch.scheduleWithFixedDelay(queues::look, QUEUES_MILLIS, QUEUES_MILLIS, TimeUnit.MILLISECONDS);
        if (!settings.doctorPeriod().isZero()) {
            ScheduledExecutorService round =
                    context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "MailBusDoctor");
            rounds = Optional.of(round);
            round.scheduleWithFixedDelay(
                    doctor::look, 0, settings.doctorPeriod().toMillis(), TimeUnit.MILLISECONDS);
        }
        HealthCheckRegistry.get(context).register(new IntakeHealthCheck(queues::last));
        Optional.ofNullable(context.getRegistry().findSingleByType(MeterRegistry.class))
                .ifPresent(registry -> new BusMetrics(collector).bindTo(registry));
        Optional.ofNullable(context.hasService(ManagementHttpServer.class))
                .ifPresent(server -> new StatusServer(collector::status, page(), new HostNames(settings.names()))
                        .mount(server.getRouter()));
    }

    private StatusPage page() {
        return new StatusPage(
                new AddressMask(Set.copyOf(settings.mailboxes())), settings.data(), ZoneId.systemDefault());
    }

    @Override
    public void onContextStopping(CamelContext context) {
        watching.ifPresent(ScheduledExecutorService::shutdownNow);
        rounds.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
