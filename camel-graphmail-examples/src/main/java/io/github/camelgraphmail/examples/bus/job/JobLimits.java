package io.github.camelgraphmail.examples.bus.job;

/**
 * How large a job may be.
 *
 * @param maxBytes the text and the attachments of a mail. Exchange Online takes 35 MB unless an administrator has raised it, to
 *     150 MB at the most
 * @param maxRecipients of a mail. Exchange Online takes 500 unless an administrator has raised it, to 1,000 at the most
 */
public record JobLimits(long maxBytes, int maxRecipients) {

    private static final long BESIDES_CONTENT = 1024 * 1024;

    /** The most that a job can have as JSON, with its attachments as Base64. */
    public long maxDocumentBytes() {
        return maxBytes / 3 * 4 + BESIDES_CONTENT;
    }
}
