package io.github.camelgraphmail.benchmarks.fleet;

import java.time.Duration;
import java.util.List;

/**
 * What became of a workload.
 *
 * @param accepted mails that Graph has accepted: all of them, in the end
 * @param acceptedPerSecond until nine in ten were accepted
 * @param drained when the last one was
 * @param gone when the last one had left Exchange
 * @param returned mails that came back as non-delivery reports
 * @param throttled requests that were answered with 429
 * @param putBack how often a job went back to the outbox
 * @param waits of all jobs
 * @param waitsOfOthers of those of other mailboxes than the first
 * @param busy for each node, the share of the time until all was accepted in which a consumer was busy
 */
public record FleetResult(
        int accepted,
        double acceptedPerSecond,
        Duration drained,
        Duration gone,
        int returned,
        long throttled,
        long putBack,
        Waits waits,
        Waits waitsOfOthers,
        List<Double> busy) {}
