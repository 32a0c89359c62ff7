package io.github.camelgraphmail.examples.bus.outbox;

import io.github.camelgraphmail.GraphMailConstants;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** How many mails this process has sent in the last 24 hours. It forgets when it ends. Safe for use by many threads. */
public final class SendingLedger {

    /** Whole hours that are kept, with the one under way. */
    public static final int HOURS = 24;

    private final Clock clock;
    private final Map<Instant, Map<String, Integer>> hours = new HashMap<>();

    public SendingLedger(Clock clock) {
        this.clock = clock;
    }

    /**
     * An hour.
     *
     * @param begin in UTC
     */
    public record Hour(Instant begin, int mails) {}

    /** A mail was sent: a step of a route. */
    public void sent(Exchange exchange) {
        String sender = exchange.getMessage().getHeader(GraphMailConstants.SENDER, "", String.class);
        note(sender.toLowerCase(Locale.ROOT));
    }

    private synchronized void note(String sender) {
        Instant hour = thisHour();
        hours.keySet().removeIf(begin -> begin.isBefore(first(hour)));
        hours.computeIfAbsent(hour, begin -> new HashMap<>()).merge(sender, 1, Integer::sum);
    }

    /** The last hours, oldest first. */
    public synchronized List<Hour> byHour() {
        List<Hour> last = new ArrayList<>();
        for (Instant begin = first(thisHour()); !begin.isAfter(thisHour()); begin = begin.plus(1, ChronoUnit.HOURS)) {
            int mails = hours.getOrDefault(begin, Map.of()).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            last.add(new Hour(begin, mails));
        }
        return last;
    }

    /** The mails of the last hours, by the mailbox that sent them. */
    public synchronized Map<String, Integer> byMailbox() {
        Instant first = first(thisHour());
        return hours.entrySet().stream()
                .filter(hour -> !hour.getKey().isBefore(first))
                .flatMap(hour -> hour.getValue().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum, TreeMap::new));
    }

    private Instant thisHour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant first(Instant hour) {
        return hour.minus(HOURS - 1, ChronoUnit.HOURS);
    }
}
