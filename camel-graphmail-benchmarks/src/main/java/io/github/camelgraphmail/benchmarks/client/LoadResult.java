package io.github.camelgraphmail.benchmarks.client;

/**
 * What a client has measured of itself.
 *
 * @param mails accepted in the time that counts
 * @param requestBytes the size of a mail's request
 * @param mostGraphMailThreads how many of the component's threads there were at most
 */
public record LoadResult(long mails, Usage usage, long requestBytes, int mostGraphMailThreads) {

    public double mailsPerSecond() {
        return mails / usage.seconds();
    }

    public double cpuMillisPerMail() {
        return usage.cpuNanos() / 1e6 / mails;
    }

    public double allocatedBytesPerMail() {
        return (double) usage.allocatedBytes() / mails;
    }
}
