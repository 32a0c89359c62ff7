package io.github.camelgraphmail.benchmarks.fleet;

/**
 * A mail that waits in the outbox.
 *
 * @param mailbox that sends it
 * @param group one consumer has all jobs of it
 * @param arrived in nanoseconds since the beginning
 * @param failures how often it went back to the outbox
 */
record Job(int mailbox, int group, long arrived, int failures) {

    Job again() {
        return new Job(mailbox, group, arrived, failures + 1);
    }
}
