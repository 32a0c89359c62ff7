package io.github.camelgraphmail.sandbox.core;

/**
 * How much is kept; past either limit the oldest falls out.
 *
 * @param mails how many mails or messages
 * @param heldBytes how much memory they may take, roughly; what is in temporary files does not count
 */
public record StoreLimits(int mails, long heldBytes) {

    public StoreLimits {
        if (mails < 1) {
            throw new IllegalArgumentException("capacity: " + mails + ", but a sandbox keeps at least one mail");
        }
    }

    /** A number of mails in a quarter of this JVM's memory at most. */
    public static StoreLimits of(int mails) {
        return new StoreLimits(mails, Runtime.getRuntime().maxMemory() / 4);
    }
}
