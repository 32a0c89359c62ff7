package io.github.camelgraphmail.benchmarks.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many requests run against each mailbox. For one thread: the server's event loop. */
final class MailboxLimit {

    /** What Outlook lets an application do at a time. */
    private static final int MOST_AT_A_TIME = 4;

    private final Map<String, Integer> running = new HashMap<>();
    private long refused;

    /** Empty when as many run already as may. */
    Optional<Turn> enter(String mailbox) {
        int others = running.getOrDefault(mailbox, 0);
        if (others == MOST_AT_A_TIME) {
            refused++;
            return Optional.empty();
        }
        running.put(mailbox, others + 1);
        return Optional.of(new Turn(mailbox));
    }

    long refused() {
        return refused;
    }

    /** A request that runs. */
    final class Turn {

        private final String mailbox;
        private boolean over;

        private Turn(String mailbox) {
            this.mailbox = mailbox;
        }

        /** The first call counts. */
        void end() {
            if (!over) {
                over = true;
                running.computeIfPresent(mailbox, (name, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
