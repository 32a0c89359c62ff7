package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks for messages, and takes no for an answer only where it is one: a list that Graph has read to its end. */
final class MessageSearch {

    private static final int TRIES = 5;

    /** A list that goes on for longer without a message in it does not end. */
    private static final int PAGES = 50;

    private final DraftCalls calls;
    private final GraphFailures failures;
    private final DraftReader reader = new DraftReader();

    MessageSearch(DraftCalls calls, GraphFailures failures) {
        this.calls = calls;
        this.failures = failures;
    }

    /** What is there at once. Empty when there is none; exceptionally when the mailbox does not tell. */
    CompletionStage<List<Draft>> find(GraphRequest request) {
        return find(Duration.ZERO, request);
    }

    /** What is there after a wait that does not count for the time limit. */
    CompletionStage<List<Draft>> find(Duration wait, GraphRequest request) {
        return read(calls.askLater(wait, request), request, 1, 1);
    }

    /** What is there after a wait that grows with the number, counted from one. */
    CompletionStage<List<Draft>> findAfterWait(int number, GraphRequest request) {
        return read(calls.ask(number, request), request, 1, 1);
    }

    private CompletionStage<List<Draft>> read(
            CompletionStage<Answer> asked, GraphRequest request, int tries, int page) {
        return asked.thenCompose(answer -> {
            List<Draft> found = reader.all(answer.content());
            if (!found.isEmpty()) {
                return CompletableFuture.completedFuture(found);
            }
            boolean isList = reader.count(answer.content()).isPresent();
            Optional<String> next = reader.nextPage(answer.content());
            if (isList && next.isEmpty()) {
                return CompletableFuture.completedFuture(List.of());
            }
            if (isList && page < PAGES) {
                GraphRequest more = request.nextPage(next.get());
                return read(calls.askLater(Duration.ZERO, more), more, tries, page + 1);
            }
            // Somebody else's answer, or half of one.
            return !isList && tries < TRIES && calls.mayWait(tries)
                    ? read(calls.ask(tries, request), request, tries + 1, page)
                    : CompletableFuture.failedFuture(failures.notDone(answer, calls.effort(), null));
        });
    }
}
