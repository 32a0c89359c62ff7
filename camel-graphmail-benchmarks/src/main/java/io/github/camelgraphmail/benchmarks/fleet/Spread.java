package io.github.camelgraphmail.benchmarks.fleet;

import java.util.random.RandomGenerator;

/** Which mailbox sends which job. */
public sealed interface Spread {

    /** @return from 0 on */
    int mailbox(int job, int mailboxes, RandomGenerator random);

    /** One mailbox after the other, and over again. */
    record InTurn() implements Spread {
        @Override
        public int mailbox(int job, int mailboxes, RandomGenerator random) {
            return job % mailboxes;
        }
    }

    /** Any mailbox, each as often as another in the long run. */
    record Even() implements Spread {
        @Override
        public int mailbox(int job, int mailboxes, RandomGenerator random) {
            return random.nextInt(mailboxes);
        }
    }

    /**
     * One mailbox has a share of its own, the others share the rest evenly.
     *
     * @param share of the first mailbox, from 0 to 1
     */
    record Hot(double share) implements Spread {

        public Hot {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share: " + share + " is not between 0 and 1");
            }
        }

        @Override
        public int mailbox(int job, int mailboxes, RandomGenerator random) {
            return mailboxes == 1 || random.nextDouble() < share ? 0 : 1 + random.nextInt(mailboxes - 1);
        }
    }
}
