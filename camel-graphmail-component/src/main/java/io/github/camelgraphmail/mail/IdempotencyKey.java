package io.github.camelgraphmail.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a mail: what has the same key is the same mail, and goes once.
 *
 * @param text as the route gave it, not blank
 */
public record IdempotencyKey(String text) {

    /**
     * What a message is marked with, instead of the key itself: Graph compares such marks without regard to case, and recipients
     * might get to see them. What is left as a draft is another thing than what is sent, also under the same key.
     */
    public String mark(MailAction action) {
        String named = (action instanceof MailAction.Draft ? "draft\0" : "send\0") + text;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
