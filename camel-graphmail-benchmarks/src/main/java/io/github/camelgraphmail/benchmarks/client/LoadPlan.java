package io.github.camelgraphmail.benchmarks.client;

/**
 * What a client does.
 *
 * @param inFlight mails that are on their way at any time
 * @param warmUp seconds that do not count, at least: it takes until the JIT compiler rests, unless that takes too long
 * @param seconds that count
 */
public record LoadPlan(
        Kind client, ServerAccess server, MailKind mail, int inFlight, int mailboxes, int warmUp, int seconds) {

    /** Who sends. */
    public enum Kind {
        ROUTE,
        BARE_HTTP_2,
        BARE_HTTP_1
    }
}
