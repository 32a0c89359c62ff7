package io.github.camelgraphmail.examples.bus.outbox;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;

/** The dead letters in JMX, which the command talks to. */
@ManagedResource(description = "Mail jobs that can't be sent")
public final class ManagedDeadLetters extends ServiceSupport {

    private final DeadLetters letters;

    public ManagedDeadLetters(DeadLetters letters) {
        this.letters = letters;
    }

    @ManagedAttribute(description = "How many there are")
    public int getCount() {
        return letters.list().size();
    }

    @ManagedOperation(
            description = "A line for each: when it failed, its id, its input, and the reason with the way out")
    public String list() {
        return letters.list().stream()
                .map(letter -> String.join(
                        "  ",
                        letter.failedAt(),
                        letter.id(),
                        letter.source(),
                        letter.failure() + ": " + letter.reason().replaceAll("\\s+", " ")))
                .collect(Collectors.joining("\n"));
    }

    @ManagedOperation(description = "The job of one as JSON, empty when there is none of this id")
    public String show(String id) {
        return letters.job(id).orElse("");
    }

    @ManagedOperation(description = "Tries one again; how many there were of this id")
    public int retry(String id) {
        return letters.retry(id) ? 1 : 0;
    }

    @ManagedOperation(description = "Tries all again; how many there were")
    public int retryAll() {
        List<DeadLetter> all = letters.list();
        return (int) all.stream().filter(letter -> letters.retry(letter.id())).count();
    }

    @ManagedOperation(description = "Throws one away for good; how many there were of this id")
    public int drop(String id) {
        return letters.drop(id) ? 1 : 0;
    }
}
