package io.github.camelgraphmail.benchmarks.server;

/**
 * What a server has seen since it started.
 *
 * @param accepted mails
 * @param refused requests that were one too many for their mailbox
 * @param http2 requests that came over HTTP/2
 * @param http1 requests that came over HTTP/1.1
 */
public record ServerCounts(long accepted, long refused, long http2, long http1) {}
