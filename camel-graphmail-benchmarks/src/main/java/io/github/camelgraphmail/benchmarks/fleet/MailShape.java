package io.github.camelgraphmail.benchmarks.fleet;

/**
 * What a mail asks of Graph.
 *
 * @param requests one after the other
 * @param uploadBytes of all of them together
 * @param recipients To, Cc and Bcc
 */
public record MailShape(int requests, long uploadBytes, int recipients) {

    /** Looked for in Drafts and in Sent Items, created, sent: what a mail with an idempotency key takes. */
    private static final int REQUESTS_OF_A_KEYED_MAIL = 4;

    private static final int LOOKUPS = 2;

    private static final long SMALL_BYTES = 2_000;

    /** From here on an attachment goes by an upload session, in ranges. */
    private static final long SESSION_BYTES = 3_000_000;

    private static final long RANGE_BYTES = 12 * 320 * 1024;

    public MailShape {
        if (requests < 1 || uploadBytes < 0 || recipients < 1) {
            throw new IllegalArgumentException(
                    "A mail has a request and a recipient at least, and no less than no bytes: " + requests + ", "
                            + recipients + ", " + uploadBytes);
        }
    }

    /** A text for one recipient, as the bus sends it. */
    public static MailShape small() {
        return new MailShape(REQUESTS_OF_A_KEYED_MAIL, SMALL_BYTES, 1);
    }

    /** @param bytes of one attachment, 0 for none */
    public static MailShape withAttachment(long bytes) {
        if (bytes == 0) {
            return small();
        }
        if (bytes < SESSION_BYTES) {
            return new MailShape(REQUESTS_OF_A_KEYED_MAIL + 1, SMALL_BYTES + (bytes + 2) / 3 * 4, 1);
        }
        int ranges = Math.toIntExact((bytes + RANGE_BYTES - 1) / RANGE_BYTES);
        return new MailShape(REQUESTS_OF_A_KEYED_MAIL + 1 + ranges, SMALL_BYTES + bytes, 1);
    }

    /**
     * What one of its requests uploads. The lookups at the beginning and the sending at the end have no content.
     *
     * @param number of the request, from 0 on
     */
    long bytesOf(int number) {
        int without = requests < REQUESTS_OF_A_KEYED_MAIL ? 0 : REQUESTS_OF_A_KEYED_MAIL - 1;
        boolean hasContent = without == 0 || number >= LOOKUPS && number < requests - 1;
        return hasContent ? uploadBytes / (requests - without) : 0;
    }

    public MailShape withRecipients(int changed) {
        return new MailShape(requests, uploadBytes, changed);
    }
}
