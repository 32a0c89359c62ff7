package io.github.camelgraphmail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelgraphmail.sandbox.tls.AppCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CertificateWatchTest {

    private static final Instant END = Instant.parse("2027-03-01T12:00:00Z");
    private static final AppCertificate CERTIFICATE =
            AppCertificate.create("erp", END.minus(Duration.ofDays(365)), END);
    private static final AppCertificate NEXT =
            AppCertificate.create("erp", END.minus(Duration.ofDays(365)), END.plus(Duration.ofDays(365)));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final TestClock clock = new TestClock(END);
    private final CertificateWatch watch = new CertificateWatch("the ERP", clock);

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger().detachAppender(log);
    }

    @Test
    void knowsNothingBeforeACertificateWasRead() {
        assertThat(watch.expiry()).isEmpty();
        assertThat(watch.remainingDays()).isEmpty();
    }

    @Test
    void saysNothingWhileThereIsTime() {
        seeAt(END.minus(Duration.ofDays(30)));

        assertThat(log.list).isEmpty();
        assertThat(watch.expiry()).contains(END);
        assertThat(watch.remainingDays()).contains(30L);
    }

    @Test
    void warnsOnceADayInTheLastThirtyDays() {
        for (int hours = 30 * 24 - 1; hours > 27 * 24; hours--) {
            seeAt(END.minus(Duration.ofHours(hours)));
        }

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(messages())
                .as("the last three days touch four dates")
                .hasSize(4)
                .allSatisfy(message -> assertThat(message)
                        .startsWith(
                                "The certificate (option clientCertificate) to sign in the ERP ends 2027-03-01T12:00:00Z (")
                        .contains("no restart is needed"));
        assertThat(messages().get(0)).contains("(29 days)");
    }

    @Test
    void saysThatItHasEnded() {
        seeAt(END.plusSeconds(1));

        assertThat(messages().get(0)).contains("ended 2027-03-01T12:00:00Z (-1 days)");
        assertThat(watch.remainingDays()).contains(-1L);
    }

    @Test
    void isCalmOnceAnotherOneIsThere() {
        seeAt(END.minus(Duration.ofDays(1)));
        watch.seen(NEXT.certificate());

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(watch.remainingDays()).contains(366L);
    }

    private void seeAt(Instant time) {
        clock.set(time);
        watch.seen(CERTIFICATE.certificate());
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CertificateWatch.class);
    }
}
