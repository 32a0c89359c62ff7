package io.github.camelgraphmail.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailStatistics;
import io.github.camelgraphmail.GraphMailStatistics.Identity;
import io.github.camelgraphmail.GraphMailStatistics.Mailbox;
import io.github.camelgraphmail.GraphMailStatistics.Mails;
import io.github.camelgraphmail.GraphMailStatistics.Requests;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphMailMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Source component = new Source();
    private final GraphMailMetrics metrics =
            new GraphMailMetrics(component, "graphmail", Clock.fixed(NOW, ZoneOffset.UTC));

    /** A component that says what the test wants. */
    private static final class Source extends GraphMailComponent {

        private Mails mails = new Mails(0, 0, 0, 0, Map.of(), Duration.ZERO);
        private List<Mailbox> mailboxes = List.of();
        private List<Identity> identities = List.of();

        @Override
        public GraphMailStatistics getStatistics() {
            return new GraphMailStatistics(
                    mails, new Requests(10, 2, 1, Duration.ofMillis(2500)), mailboxes, identities);
        }
    }

    private static Mailbox mailbox(int number, int waiting) {
        return new Mailbox("box" + number + "@contoso.com", waiting, 1, 0, number == 0);
    }

    private static Identity identity(long tokenSeconds, long days) {
        return new Identity(
                "client 1",
                Optional.of(NOW.minusSeconds(60)),
                Optional.of(NOW.plusSeconds(tokenSeconds)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW.plus(Duration.ofDays(days))),
                Optional.of(days));
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    @Test
    void readsCountersFromTheComponent() {
        metrics.bindTo(registry);
        component.mails = new Mails(
                3, 2, 1, 4, Map.of("InvalidMailException", 5L, "NullPointerException", 6L), Duration.ofSeconds(42));

        assertThat(counter("graphmail.mails.sent", "delivery", "direct")).isEqualTo(3);
        assertThat(counter("graphmail.mails.sent", "delivery", "draft")).isEqualTo(2);
        assertThat(counter("graphmail.mails.duplicates")).isEqualTo(1);
        assertThat(counter("graphmail.mails.unknown")).isEqualTo(4);
        assertThat(counter("graphmail.mails.failed", "exception", "InvalidMailException"))
                .isEqualTo(5);
        assertThat(counter("graphmail.mails.failed", "exception", "GraphUnavailableException"))
                .isZero();
        assertThat(counter("graphmail.mails.failed", "exception", "other")).isEqualTo(6);
        assertThat(counter("graphmail.mailboxes.rest")).isEqualTo(2.5);
        assertThat(registry.get("graphmail.mails.time").functionTimer().count()).isEqualTo(21);
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("component"))
                .containsOnly("graphmail");
    }

    @Test
    void forgetsMailboxesThatAreIdle() {
        metrics.bindTo(registry);
        component.mailboxes = List.of(mailbox(0, 7), mailbox(1, 0));
        metrics.refresh();
        assertThat(registry.get("graphmail.mailbox.waiting")
                        .tag("mailbox", "box0@contoso.com")
                        .gauge()
                        .value())
                .isEqualTo(7);
        assertThat(registry.get("graphmail.mailbox.paused")
                        .tag("mailbox", "box0@contoso.com")
                        .gauge()
                        .value())
                .isEqualTo(1);

        component.mailboxes = List.of(mailbox(1, 0));
        metrics.refresh();

        assertThat(registry.find("graphmail.mailbox.waiting").gauges())
                .extracting(gauge -> gauge.getId().getTag("mailbox"))
                .containsExactly("box1@contoso.com");
    }

    @Test
    void hasMetersForSoManyMailboxesAndOneForTheOthers() {
        component.mailboxes = IntStream.range(0, 250)
                .mapToObj(number -> mailbox(number, number))
                .toList();
        metrics.bindTo(registry);

        assertThat(registry.find("graphmail.mailbox.waiting").gauges()).hasSize(GraphMailMetrics.MOST_MAILBOXES + 1);
        // The hundred busiest are those from 150 on.
        assertThat(registry.get("graphmail.mailbox.waiting")
                        .tag("mailbox", GraphMailMetrics.OTHERS)
                        .gauge()
                        .value())
                .isEqualTo(IntStream.range(0, 150).sum());
        double all = registry.find("graphmail.mailbox.waiting").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
        assertThat(all)
                .isEqualTo(registry.get("graphmail.mails.waiting").gauge().value());
    }

    @Test
    void showsTheWorseOfTwoIdentitiesOfOneName() {
        component.identities = List.of(identity(3000, 20), identity(1000, 40));
        metrics.bindTo(registry);

        assertThat(registry.get("graphmail.token.remaining")
                        .tag("identity", "client 1")
                        .gauge()
                        .value())
                .isEqualTo(1000);
        assertThat(registry.get("graphmail.certificate.remaining").gauge().value())
                .isEqualTo(20);
        assertThat(registry.get("graphmail.token.age").gauge().value()).isEqualTo(60);
        assertThat(registry.get("graphmail.signin.failing").gauge().value()).isZero();
    }

    @Test
    void takesItsMetersAwayAtTheEnd() {
        Meter other = registry.counter("another");
        component.mailboxes = List.of(mailbox(0, 7));
        component.identities = List.of(identity(3000, 20));
        metrics.bindTo(registry);

        metrics.close();
        metrics.refresh();

        assertThat(registry.getMeters()).containsExactly(other);
    }
}
