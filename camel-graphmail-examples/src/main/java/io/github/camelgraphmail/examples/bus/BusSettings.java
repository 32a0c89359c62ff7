package io.github.camelgraphmail.examples.bus;

import io.github.camelgraphmail.examples.bus.job.JobLimits;
import io.github.camelgraphmail.examples.bus.outbox.OutboxQueues;
import io.github.camelgraphmail.examples.bus.outbox.OutboxRoutes;
import io.github.camelgraphmail.examples.bus.outbox.RetrySchedule;
import io.github.camelgraphmail.examples.bus.status.BusQueue;
import io.github.camelgraphmail.examples.bus.status.BusWindow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.TimeUtils;

/** The properties {@code bus.*}, as they are meant. docs/bus.md lists them. */
final class BusSettings {

    private static final long MEGABYTE = 1024 * 1024;

    /** So many the doctor looks at. */
    private static final int MOST_MAILBOXES = 20;

    private final CamelContext context;

    BusSettings(CamelContext context) {
        this.context = context;
    }

    String text(String name) {
        return context.resolvePropertyPlaceholders("{{" + name + "}}").strip();
    }

    /** Empty where the property is. */
    Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    Path folder(String name) {
        return Path.of(text(name)).toAbsolutePath().normalize();
    }

    int number(String name, int least) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": '" + value + "' is no number", e);
        }
        throw new IllegalArgumentException(name + ": " + value + " is too small; at least " + least);
    }

    Duration duration(String name) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text(name)));
    }

    /** What stands between commas. */
    private List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Mailboxes that send; there is one at least. */
    private List<String> mailboxes() {
        return Stream.concat(Stream.of(text("bus.sender")), list("bus.allowed-senders").stream())
                .filter(sender -> !sender.contains("*"))
                .map(sender -> sender.toLowerCase(Locale.ROOT))
                .distinct()
                .limit(MOST_MAILBOXES)
                .toList();
    }

    JobLimits limits() {
        return new JobLimits(number("bus.mail.max-megabytes", 1) * MEGABYTE, number("bus.mail.max-recipients", 1));
    }

    RetrySchedule retries() {
        return new RetrySchedule(duration("bus.retry.first"), duration("bus.retry.longest"));
    }

    OutboxQueues outbox() {
        return new OutboxQueues(text("bus.queue.outbox"), number("bus.sending.consumers", 1));
    }

    /** All of them. */
    List<String> queues() {
        return Stream.concat(Stream.of(text("bus.queue.jobs"), text("bus.queue.dead")), outbox().names().stream())
                .toList();
    }

    /** @param outbox the queues that jobs are sent from */
    BusWindow.Settings window(List<String> outbox) {
        return new BusWindow.Settings(
                text("bus.node"),
                folder("bus.data"),
                list("bus.management.names"),
                mailboxes(),
                duration("bus.doctor.period"),
                Map.of(
                        BusQueue.JOBS, List.of(text("bus.queue.jobs")),
                        BusQueue.OUTBOX, outbox,
                        BusQueue.DEAD, List.of(text("bus.queue.dead"))),
                Set.copyOf(BusConfiguration.FILE_INPUTS),
                outbox.stream().map(OutboxRoutes::sendingFrom).collect(Collectors.toSet()));
    }

    /** The text of the file or class path resource that a property names, as {@code file:...} or {@code classpath:...}. */
    String resource(String name) {
        String location = text(name);
        try (InputStream stream = ResourceHelper.resolveMandatoryResourceAsInputStream(context, location)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": '" + location + "' can't be read", e);
        }
    }
}
