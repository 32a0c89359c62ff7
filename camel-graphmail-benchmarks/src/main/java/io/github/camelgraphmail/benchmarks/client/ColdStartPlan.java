package io.github.camelgraphmail.benchmarks.client;

/**
 * An application that sends one message and ends.
 *
 * @param log whether the message goes to the log, not by mail
 */
public record ColdStartPlan(boolean log, ServerAccess server) {}
