package io.github.camelgraphmail.examples.bus.input;

import io.github.camelgraphmail.examples.bus.outbox.DeadLetter;
import io.github.camelgraphmail.examples.bus.outbox.DeadLetters;
import io.github.camelgraphmail.examples.bus.outbox.JobHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Tells of dead letters: one mail for as long as no new one has come. Used by one thread, the timer's. */
public final class DeadLetterAlarm {

    private static final int MOST_LETTERS = 20;

    private final DeadLetters letters;
    private final String ownRoute;
    private Optional<String> told = Optional.empty();

    /** @param ownRoute whose own mails that can't be sent are no reason for more of them */
    public DeadLetterAlarm(DeadLetters letters, String ownRoute) {
        this.letters = letters;
        this.ownRoute = ownRoute;
    }

    /** Sets the mail's text and its id, or the body null where there is nothing new: a step of a route. */
    public void tell(Exchange exchange) {
        List<DeadLetter> dead = letters.list().stream()
                .filter(letter -> !ownRoute.equals(letter.source()))
                .toList();
        Optional<String> newest = dead.isEmpty()
                ? Optional.empty()
                : Optional.of("alarm-" + dead.get(dead.size() - 1).failedAt());
        exchange.getMessage().setBody(newest.isEmpty() || newest.equals(told) ? null : text(dead));
        newest.ifPresent(id -> exchange.getMessage().setHeader(JobHeaders.ID, id));
    }

    /** The mail is in the outbox: a step of a route. */
    public void told(Exchange exchange) {
        told = Optional.of(exchange.getMessage().getHeader(JobHeaders.ID, String.class));
    }

    private static String text(List<DeadLetter> dead) {
        return dead.stream()
                .skip(Math.max(0, dead.size() - MOST_LETTERS))
                .map(letter -> letter.failedAt() + "  " + letter.id() + " (" + letter.source() + ")\n"
                        + letter.failure() + ": " + letter.reason() + "\n")
                .collect(Collectors.joining(
                        "\n", dead.size() + " mail jobs can't be sent. The newest:\n\n", "\nSee docs/bus.md.\n"));
    }
}
