package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.graph.GraphResult;
import io.github.camelgraphmail.graph.GraphResult.Answer;

/** What one request on a draft's way came to, once it is settled. */
sealed interface StepOutcome {

    /** Graph has done it. */
    record Done(Answer answer) implements StepOutcome {}

    /** Graph says no, and nothing has changed. */
    record Refused(Answer answer) implements StepOutcome {

        boolean is(int status) {
            return answer.status() == status;
        }

        boolean has(String code) {
            return answer.error().filter(error -> error.code().equals(code)).isPresent();
        }
    }

    /** It may have been done or not. */
    record Unknown(GraphResult result) implements StepOutcome {}
}
