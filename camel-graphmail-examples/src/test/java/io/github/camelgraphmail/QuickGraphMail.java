package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.scope.ProbePace;
import java.time.Duration;

/** The component as it is, for a Graph that shows what was done to a mailbox at once. */
public final class QuickGraphMail {

    private QuickGraphMail() {}

    /** As a bean in properties. */
    public static GraphMailComponent component(long settlingMillis) {
        return component(Duration.ofMillis(settlingMillis));
    }

    /** @param settling how long a mailbox may take to show it */
    public static GraphMailComponent component(Duration settling) {
        return new GraphMailComponent(
                new Pace(Duration.ofMillis(20), Duration.ofMillis(200), settling), ProbePace.DEFAULT);
    }
}
