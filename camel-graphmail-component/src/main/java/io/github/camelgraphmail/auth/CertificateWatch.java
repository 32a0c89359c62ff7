package io.github.camelgraphmail.auth;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on the end of the certificate that an application signs in with. When less than 30 days are left it says so
 * in the log, once a day. Safe for use by many threads.
 */
public final class CertificateWatch {

    private static final long WARNING_DAYS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final String who;
    private final Clock clock;

    // Both are guarded by this.
    private X509Certificate current;
    private LocalDate warned;

    /** @param who signs in with it, for the log */
    CertificateWatch(String who, Clock clock) {
        this.who = who;
        this.clock = clock;
    }

    /** Takes note of the certificate as it was read just now. */
    synchronized void seen(X509Certificate certificate) {
        boolean replaced = current != null && !current.equals(certificate);
        current = certificate;
        if (replaced) {
            warned = null;
            LOG.info("Another certificate, which ends {}, is used to sign in {}", end(), who);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (daysLeft() < WARNING_DAYS && !today.equals(warned)) {
            warned = today;
            LOG.warn(
                    "The certificate (option clientCertificate) to sign in {} {} {} ({} days). Make a new one, add it to the"
                            + " app registration, and put it in this one's place; no restart is needed.",
                    who,
                    daysLeft() < 0 ? "ended" : "ends",
                    end(),
                    daysLeft());
        }
    }

    /** When the certificate that was read last ends; empty when none was read. */
    public synchronized Optional<Instant> expiry() {
        return Optional.ofNullable(current).map(certificate -> end());
    }

    /** Whole days until the certificate ends, negative once it has; empty when none was read. */
    public synchronized Optional<Long> remainingDays() {
        return Optional.ofNullable(current).map(certificate -> daysLeft());
    }

    private Instant end() {
        return current.getNotAfter().toInstant();
    }

    private long daysLeft() {
        return Math.floorDiv(
                Duration.between(clock.instant(), end()).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }
}
