package io.github.camelgraphmail.delivery;

import io.github.camelgraphmail.GraphMailException;
import io.github.camelgraphmail.graph.GraphResult;
import java.time.Duration;

/** What to do after one attempt to send a mail. */
sealed interface Verdict {

    /** Done: Graph has the mail. */
    record Accepted(GraphResult.Answer answer) implements Verdict {}

    /** Try again after a while. */
    record Repeat(Duration after) implements Verdict {}

    /** Try again after a while, and send nothing else from this mailbox until then. */
    record PauseMailbox(Duration length) implements Verdict {}

    /** Give up. */
    record Failed(GraphMailException failure) implements Verdict {}
}
