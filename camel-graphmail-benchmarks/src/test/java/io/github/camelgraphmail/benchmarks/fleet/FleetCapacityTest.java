package io.github.camelgraphmail.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.camelgraphmail.benchmarks.fleet.FleetCapacity.Bound;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetCapacityTest {

    private static final NodeCost COST = new NodeCost(2, Duration.ZERO, Duration.ZERO);
    private static final Latency LATENCY = Latency.of(Duration.ofMillis(250));

    @ParameterizedTest
    @CsvSource({
        // mailboxes, nodes, consumers, attachment, accepted, bound, leaving, a day
        "10, 1, 64, 0, 10, MAILBOXES, 5, 100000",
        "100, 2, 8, 0, 16, CONSUMERS, 16, 1000000",
        "1000, 16, 8, 0, 128, CONSUMERS, 128, 10000000",
        // 150 MB of 2,668,668 bytes each in 300 s.
        "10, 16, 8, 2000000, 1.873594, UPLOAD, 1.873594, 100000",
    })
    void isTheLeastOfAllLimits(
            int mailboxes,
            int nodes,
            int consumers,
            long attachment,
            double accepted,
            Bound bound,
            double leaving,
            double perDay) {
        FleetCapacity capacity = FleetCapacity.of(
                new Fleet(mailboxes, nodes, consumers, 1, 1, COST),
                MailShape.withAttachment(attachment),
                LATENCY,
                ServiceLimits.PUBLISHED);

        assertThat(capacity.accepted()).isCloseTo(accepted, within(1e-6));
        assertThat(capacity.bound()).isEqualTo(bound);
        assertThat(capacity.leaving()).isCloseTo(leaving, within(1e-6));
        assertThat(capacity.perDay()).isCloseTo(perDay, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 2000", "2000000, 5, 2668668", "3000000, 6, 3002000", "20000000, 11, 20002000"})
    void countsTheRequestsOfAMail(long attachment, int requests, long bytes) {
        MailShape mail = MailShape.withAttachment(attachment);

        assertThat(mail.requests()).isEqualTo(requests);
        assertThat(mail.uploadBytes()).isEqualTo(bytes);
    }

    /** The examples of Microsoft's announcement. */
    @ParameterizedTest
    @CsvSource({"1, 10000", "100, 22059", "1000, 72446"})
    void knowsTheTenantsLimit(int licences, int recipients) {
        assertThat(new TenantLimit(licences).externalRecipients()).isEqualTo(recipients);
        assertThat(TenantLimit.letting(recipients).licences()).isEqualTo(licences);
    }

    @Test
    void fiveMailsASecondTakeTenMailboxesForAnHourAndFortyFourForADay() {
        FleetNeed need = new FleetNeed(5, MailShape.small(), LATENCY, ServiceLimits.PUBLISHED);

        assertThat(need.mailboxes(COST)).isEqualTo(10);
        assertThat(need.mailboxesForADay(COST)).isEqualTo(44);
        assertThat(need.consumers(new Fleet(1, 1, 8, 8, 1, COST))).isEmpty();
        assertThat(need.consumers(new Fleet(44, 1, 8, 8, 1, COST))).isNotEmpty();
    }
}
