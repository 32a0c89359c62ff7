package io.github.camelgraphmail.examples.bus.status;

import io.github.camelgraphmail.DeliveryUnknownException;
import io.github.camelgraphmail.examples.bus.outbox.JobFailure;
import io.github.camelgraphmail.examples.bus.outbox.JobListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Notes what becomes of jobs in this process. It forgets when it ends. Safe for use by many threads. */
public final class JobJournal implements JobListener {

    private static final int MOST_FAILURES = 20;
    private static final int SLICES = 60;
    private static final String UNKNOWN = DeliveryUnknownException.class.getSimpleName();

    private final Clock clock;
    private final Instant begin;

    // Guarded by this.
    private final EventWindow minute = new EventWindow(Duration.ofSeconds(1), SLICES);
    private final EventWindow hour = new EventWindow(Duration.ofMinutes(1), SLICES);
    private final FailureLog failures = new FailureLog(MOST_FAILURES);
    private final Map<String, Long> takenByInput = new TreeMap<>();
    private JobCounts sinceBegin = JobCounts.NONE;
    private Optional<Stoppage> stoppage = Optional.empty();

    public JobJournal(Clock clock) {
        this.clock = clock;
        this.begin = clock.instant();
    }

    /**
     * No mail has gone since jobs were put off.
     *
     * @param since when the first one was
     * @param newest the last one
     */
    public record Stoppage(Instant since, JobFailure newest) {}

    /**
     * What stands in it.
     *
     * @param begin since when it has been kept
     * @param minutes of the last hour, oldest first
     * @param takenByInput since the begin, by route
     * @param failures newest first
     * @param stoppage empty while mails go, or nothing was tried
     */
    public record Notes(
            Instant begin,
            JobCounts sinceBegin,
            JobCounts lastMinute,
            List<EventWindow.Slice> minutes,
            Map<String, Long> takenByInput,
            List<FailureLog.Entry> failures,
            Optional<Stoppage> stoppage) {

        public JobCounts lastHour() {
            return minutes.stream().map(EventWindow.Slice::counts).reduce(JobCounts.NONE, JobCounts::plus);
        }
    }

    synchronized Notes notes() {
        Instant now = clock.instant();
        return new Notes(
                begin,
                sinceBegin,
                minute.sum(now),
                hour.slices(now),
                Map.copyOf(takenByInput),
                failures.newestFirst(),
                stoppage);
    }

    @Override
    public synchronized void taken(String input) {
        takenByInput.merge(input, 1L, Long::sum);
        note(JobEvent.TAKEN);
    }

    @Override
    public synchronized void sent() {
        stoppage = Optional.empty();
        note(JobEvent.SENT);
    }

    @Override
    public synchronized void wasSentBefore() {
        stoppage = Optional.empty();
        note(JobEvent.DUPLICATE);
    }

    @Override
    public synchronized void putOff(JobFailure failure) {
        Instant now = clock.instant();
        stoppage = Optional.of(new Stoppage(stoppage.map(Stoppage::since).orElse(now), failure));
        failures.putOff(now, failure);
        note(failure.failure().equals(UNKNOWN) ? JobEvent.UNKNOWN : JobEvent.PUT_OFF);
    }

    @Override
    public synchronized void dead(JobFailure failure) {
        failures.dead(clock.instant(), failure);
        note(JobEvent.DEAD);
    }

    private void note(JobEvent event) {
        Instant now = clock.instant();
        sinceBegin = sinceBegin.and(event);
        minute.note(now, event);
        hour.note(now, event);
    }
}
