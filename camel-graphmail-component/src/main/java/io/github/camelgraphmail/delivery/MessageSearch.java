package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.delivery.Delivered.Draft;
import io.github.camelgraphmail.graph.GraphRequest;
import io.github.camelgraphmail.graph.GraphResult.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks for messages, and takes no for an answer only where it is one: a list that Graph has read to its end. */
final class MessageSearch {

    private static final int TRIES = 5;

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
        return read(calls.askLater(wait, request), request, 1);
    }

    /** What is there after a wait that grows with the number, counted from one. */
    CompletionStage<List<Draft>> findAfterWait(int number, GraphRequest request) {
        return read(calls.ask(number, request), request, 1);
    }

    private CompletionStage<List<Draft>> read(CompletionStage<Answer> asked, GraphRequest request, int tries) {
        return asked.thenCompose(answer -> {
            List<Draft> found = reader.all(answer.content());
            if (!found.isEmpty()) {
                return CompletableFuture.completedFuture(found);
            }
            if (reader.count(answer.content()).isPresent()) {
                return reader.nextPage(answer.content())
                        .map(link -> find(request.nextPage(link)))
                        .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
            }
            // Somebody else's answer, or half of one.
            return tries < TRIES && calls.mayWait(tries)
                    ? read(calls.ask(tries, request), request, tries + 1)
                    : CompletableFuture.failedFuture(failures.notDone(answer, calls.effort(), null));
        });
    }
}
