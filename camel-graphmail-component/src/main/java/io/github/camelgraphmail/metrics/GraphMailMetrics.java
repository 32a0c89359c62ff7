package io.github.camelgraphmail.metrics;

import io.github.camelgraphmail.GraphAccessDeniedException;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.GraphMailStatistics;
import io.github.camelgraphmail.GraphMailStatistics.Mails;
import io.github.camelgraphmail.GraphMailStatistics.Requests;
import io.github.camelgraphmail.GraphRequestRejectedException;
import io.github.camelgraphmail.GraphUnavailableException;
import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.MailNotPermittedException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The statistics of a component as Micrometer's meters, all of which carry its name as tag {@code component}. A component
 * binds them by itself to the meter registry that it finds in Camel's; where there is none, an application may.
 *
 * <p>Meters of a mailbox or of an identity come and go with them: {@link #refresh()} has to be called now and then. They are
 * bounded: past the {@value #MOST_MAILBOXES} mailboxes that have most to do the others are one, named {@value #OTHERS}.
 */
public final class GraphMailMetrics implements MeterBinder, AutoCloseable {

    /** So many mailboxes have meters of their own. */
    public static final int MOST_MAILBOXES = 100;

    /** The name of the mailboxes, and of the exceptions, that have no meters of their own. */
    public static final String OTHERS = "other";

    private static final Set<String> EXCEPTIONS = List.<Class<? extends GraphMailException>>of(
                    GraphAccessDeniedException.class,
                    GraphAuthenticationException.class,
                    GraphRequestRejectedException.class,
                    GraphUnavailableException.class,
                    InvalidMailException.class,
                    MailNotPermittedException.class)
            .stream()
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private final GraphMailComponent component;
    private final Tags tags;
    private final Clock clock;

    // Both are guarded by this.
    private final List<Binding> bindings = new ArrayList<>();
    private boolean closed;

    /** @param name under which the component stands in its context */
    public GraphMailMetrics(GraphMailComponent component, String name) {
        this(component, name, Clock.systemUTC());
    }

    GraphMailMetrics(GraphMailComponent component, String name, Clock clock) {
        this.component = component;
        this.tags = Tags.of("component", name);
        this.clock = clock;
    }

    /** A registry with what stands in it. */
    private record Binding(
            MeterRegistry registry, List<Meter> meters, MailboxMeters mailboxes, IdentityMeters identities) {}

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        bindings.add(new Binding(
                registry,
                List.copyOf(register(registry)),
                new MailboxMeters(registry, tags),
                new IdentityMeters(registry, tags)));
        refresh();
    }

    private List<Meter> register(MeterRegistry registry) {
        List<Meter> meters = new ArrayList<>();
        meters.add(mails("graphmail.mails.sent", "Mails that Graph has accepted", Mails::direct, "delivery", "direct")
                .register(registry));
        meters.add(mails("graphmail.mails.sent", "Mails that Graph has accepted", Mails::drafts, "delivery", "draft")
                .register(registry));
        meters.add(mails(
                        "graphmail.mails.duplicates",
                        "Mails that were not sent again, since their idempotency key was known",
                        Mails::duplicates)
                .register(registry));
        meters.add(
                mails("graphmail.mails.unknown", "Mails of which nobody knows whether they were sent", Mails::unknown)
                        .register(registry));
        for (String exception : EXCEPTIONS) {
            meters.add(failed(exception, mails -> mails.failed().getOrDefault(exception, 0L))
                    .register(registry));
        }
        meters.add(failed(OTHERS, GraphMailMetrics::otherFailures).register(registry));
        meters.add(FunctionTimer.builder(
                        "graphmail.mails.time",
                        component,
                        from -> from.getStatistics().mails().ended(),
                        from -> from.getStatistics().mails().time().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("From when the component got a mail to its end, waits included")
                .tags(tags)
                .register(registry));
        meters.add(requests("graphmail.requests", "Requests that mails took", Requests::made)
                .register(registry));
        meters.add(requests("graphmail.requests.repeated", "Requests made for one more time", Requests::repeated)
                .register(registry));
        meters.add(
                requests("graphmail.requests.throttled", "Requests that Graph answered with 429", Requests::throttled)
                        .register(registry));
        meters.add(requests(
                        "graphmail.mailboxes.rest",
                        "For how long mailboxes have rested because Graph asked for it, all added up",
                        requests -> requests.rest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(registry));
        meters.add(now("graphmail.mails.waiting", "Mails that wait for their turn", GraphMailStatistics::waiting)
                .register(registry));
        meters.add(now("graphmail.mails.inflight", "Requests that are being made", GraphMailStatistics::inFlight)
                .register(registry));
        meters.add(now("graphmail.mails.heldback", "Callers that wait for room", GraphMailStatistics::heldBack)
                .register(registry));
        meters.add(now("graphmail.mailboxes.busy", "Mailboxes that have something to do", statistics -> statistics
                        .mailboxes()
                        .size())
                .register(registry));
        meters.add(now(
                        "graphmail.mailboxes.paused",
                        "Mailboxes that rest because Graph asked for it",
                        GraphMailStatistics::pausedMailboxes)
                .register(registry));
        return meters;
    }

    private FunctionCounter.Builder<GraphMailComponent> mails(
            String name, String description, ToDoubleFunction<Mails> count, String... more) {
        return FunctionCounter.builder(
                        name,
                        component,
                        from -> count.applyAsDouble(from.getStatistics().mails()))
                .description(description)
                .tags(tags.and(more));
    }

    private FunctionCounter.Builder<GraphMailComponent> failed(String exception, ToDoubleFunction<Mails> count) {
        return mails("graphmail.mails.failed", "Mails that were not sent", count, "exception", exception);
    }

    private static double otherFailures(Mails mails) {
        return mails.failed().entrySet().stream()
                .filter(entry -> !EXCEPTIONS.contains(entry.getKey()))
                .mapToDouble(entry -> entry.getValue())
                .sum();
    }

    private FunctionCounter.Builder<GraphMailComponent> requests(
            String name, String description, ToDoubleFunction<Requests> count) {
        return FunctionCounter.builder(
                        name,
                        component,
                        from -> count.applyAsDouble(from.getStatistics().requests()))
                .description(description)
                .tags(tags);
    }

    private Gauge.Builder<GraphMailComponent> now(
            String name, String description, ToDoubleFunction<GraphMailStatistics> value) {
        return Gauge.builder(name, component, from -> value.applyAsDouble(from.getStatistics()))
                .description(description)
                .tags(tags);
    }

    /** Brings the meters of mailboxes and identities up to date: those that have gone go. */
    public synchronized void refresh() {
        if (closed) {
            return;
        }
        GraphMailStatistics statistics = component.getStatistics();
        for (Binding binding : bindings) {
            binding.mailboxes().show(statistics.mailboxes());
            binding.identities().show(statistics.identities(), clock.instant());
        }
    }

    /** Takes all of them away. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Binding binding : bindings) {
            binding.meters().forEach(binding.registry()::remove);
            binding.mailboxes().show(List.of());
            binding.identities().show(List.of(), clock.instant());
        }
        bindings.clear();
    }
}
