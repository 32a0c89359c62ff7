package io.github.camelgraphmail.benchmarks.fleet;

import static io.github.camelgraphmail.benchmarks.fleet.ServiceLimits.MAILS_WITHIN;
import static io.github.camelgraphmail.benchmarks.fleet.ServiceLimits.RECIPIENTS_WITHIN;
import static io.github.camelgraphmail.benchmarks.fleet.ServiceLimits.REQUESTS_WITHIN;
import static io.github.camelgraphmail.benchmarks.fleet.ServiceLimits.UPLOAD_WITHIN;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What Graph lets an application do with a mailbox, and when Exchange lets its mails go. */
final class SimulatedMailbox {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final long SECOND = 1_000_000_000;

    private final int requestsAtATime;
    private final SlidingWindow requests;
    private final SlidingWindow uploads;
    private final SlidingWindow leaving;
    private final SlidingWindow recipients;
    private int inFlight;

    SimulatedMailbox(ServiceLimits limits) {
        this.requestsAtATime = limits.requestsAtATime();
        this.requests = new SlidingWindow(limits.requests(), REQUESTS_WITHIN);
        this.uploads = new SlidingWindow(limits.uploadBytes(), UPLOAD_WITHIN);
        this.leaving = new SlidingWindow(limits.mails(), MAILS_WITHIN);
        this.recipients = new SlidingWindow(limits.recipients(), RECIPIENTS_WITHIN);
    }

    /** Begins a request. @return how long to wait, when it is refused; whole seconds, as Retry-After has them */
    Optional<Duration> refusesRequest(long now, long bytes) {
        long room = Math.max(requests.roomAt(now, 1), uploads.roomAt(now, bytes));
        if (room > now) {
            return Optional.of(Duration.ofSeconds((room - now + SECOND - 1) / SECOND));
        }
        requests.add(now, 1);
        if (inFlight == requestsAtATime) {
            return Optional.of(SHORTEST_WAIT);
        }
        uploads.add(now, bytes);
        inFlight++;
        return Optional.empty();
    }

    void requestDone() {
        inFlight--;
    }

    /** A mail that Graph has accepted. @return when it leaves Exchange; empty when it comes back */
    OptionalLong leaves(long now, int count) {
        return recipients.add(now, count) ? OptionalLong.of(leaving.addWhenThereIsRoom(now, 1)) : OptionalLong.empty();
    }
}
