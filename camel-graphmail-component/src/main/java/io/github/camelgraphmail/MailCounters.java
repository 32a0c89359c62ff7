package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.DeliveryKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the mails of a component that came to their end. Safe for use by many threads, which do not wait for each other. */
final class MailCounters {

    private final LongAdder direct = new LongAdder();
    private final LongAdder drafts = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final Map<Class<?>, LongAdder> failed = new ConcurrentHashMap<>();
    private final LongAdder nanos = new LongAdder();

    /** When a mail begins, to be told when it has ended. */
    long begin() {
        return System.nanoTime();
    }

    /** @param begun what {@link #begin} gave */
    void delivered(DeliveryKind kind, long begun) {
        (switch (kind) {
                    case DIRECT -> direct;
                    case DRAFT -> drafts;
                    case DUPLICATE -> duplicates;
                })
                .increment();
        nanos.add(System.nanoTime() - begun);
    }

    /** @param begun what {@link #begin} gave */
    void failed(Throwable failure, long begun) {
        LongAdder counter = failure instanceof DeliveryUnknownException
                ? unknown
                : failed.computeIfAbsent(failure.getClass(), absent -> new LongAdder());
        counter.increment();
        nanos.add(System.nanoTime() - begun);
    }

    GraphMailStatistics.Mails sum() {
        Map<String, Long> failures = new HashMap<>();
        failed.forEach((type, count) -> failures.merge(type.getSimpleName(), count.sum(), Long::sum));
        return new GraphMailStatistics.Mails(
                direct.sum(), drafts.sum(), duplicates.sum(), unknown.sum(), failures, Duration.ofNanos(nanos.sum()));
    }
}
